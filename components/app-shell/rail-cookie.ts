/**
 * Whether the rail is folded: "collapsed" or not. In a cookie, so that the server draws it with its
 * width at the first paint. Apart from the client code, since the server reads it.
 */
export const RAIL_COOKIE = "rail";
