export { createDocument } from "./create-document.ts";
export { createDocumentStore } from "./document-store.ts";
export { type Forwarded, readForwarded, signForwarded } from "./forwarding.ts";
export { type DocumentView, getDocument, joinDocument, type Participation, visitDocument } from "./get-document.ts";
export { addPicture, addPictureFromFile, checkPicturing, mostPictureBytes } from "./pictures/add-picture.ts";
export { type OpenPicture, openPicture } from "./pictures/open-picture.ts";
export { renewDocument } from "./renew-document.ts";
export { watchParticipation } from "./watch-participation.ts";
