// Without signs that look alike when they are read from paper: 0 O, 1 l I.
const letters = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const groups = 4;
const groupLength = 5;

/** A password that can be read aloud in groups; some 115 bits. */
export function generatePassword(): string {
  return Array.from({ length: groups }, group).join("-");
}

function group(): string {
  let text = "";
  while (text.length < groupLength) {
    const [byte = 255] = crypto.getRandomValues(new Uint8Array(1));
    // Bytes above the last whole round would make the first letters likelier.
    if (byte < 256 - (256 % letters.length)) text += letters.charAt(byte % letters.length);
  }
  return text;
}
