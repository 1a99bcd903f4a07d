interface Named {
  name: string;
  mime: string;
}

const inPlace =
  /^application\/vnd\.(?:openxmlformats-officedocument\.wordprocessingml\.document|oasis\.opendocument\.text)$/;
const readable =
  /^(?:application\/(?:msword|rtf|vnd\.openxmlformats-officedocument\.wordprocessingml\.document|vnd\.oasis\.opendocument\.text)|text\/(?:rtf|markdown|x-markdown|html))$/;
const names = { inPlace: /\.(?:docx|odt)$/i, readable: /\.(?:docx?|odt|rtf|md|markdown|html?)$/i };
const untold = /^(?:application\/octet-stream|text\/plain)?$/;

/** Whether a file can be written together as it is, and is saved in its own format. */
export const isWrittenInPlace = ({ name, mime }: Named): boolean =>
  inPlace.test(mime) || (untold.test(mime) && names.inPlace.test(name));

/** Whether a document can be made of a file. */
export const isMadeDocument = ({ name, mime }: Named): boolean =>
  readable.test(mime) || (untold.test(mime) && names.readable.test(name));
