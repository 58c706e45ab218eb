/** Request header in which the middleware tells pages their own address. */
export const PATH_HEADER = "x-tb-path";
