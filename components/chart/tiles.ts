// Written out: classes are made from what stands in the source, and a style in the page would be inline.
/** The classes that put a tile of a grid of eight in its column. */
export const TILE_COLUMNS = ['col-start-1', 'col-start-2', 'col-start-3', 'col-start-4', 'col-start-5', 'col-start-6', 'col-start-7', 'col-start-8'];
/** The classes that put a tile in its row. */
export const TILE_ROWS = ['row-start-1', 'row-start-2', 'row-start-3', 'row-start-4', 'row-start-5', 'row-start-6', 'row-start-7', 'row-start-8'];
