/** Elements that text, tables and pictures of a letter need. No svg, math or form: they bring parsers of their own; no film or sound: they load by themselves. */
export const allowedTags =
  "a abbr acronym address area article aside b bdi bdo big blockquote body br caption center cite code col colgroup dd del details dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main map mark menu nav nobr ol p picture pre q rp rt ruby s samp section small source span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr".split(
    " ",
  );

/** Elements whose content is no text to read, or is read as raw text by browsers. */
export const droppedWithContent =
  "script style title textarea option xmp noscript noembed noframes plaintext template iframe object applet embed".split(
    " ",
  );

/** Attributes that only tell how things look. Addresses among them have been decided over before. */
export const allowedAttributes = [
  ..."abbr align alt background bgcolor border cellpadding cellspacing char class clear color cols colspan compact coords datetime dir face frame headers height href hspace id lang name noshade nowrap rel reversed rowspan rules scope shape size span src srcset start style summary target title type usemap valign value vspace width".split(
    " ",
  ),
  "open",
];
