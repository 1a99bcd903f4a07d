/** Width and height of sheets in twentieths of a point, upright. */
export const sheetSizes = { a4: [11_906, 16_838], letter: [12_240, 15_840] } as const;
