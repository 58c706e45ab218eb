/** Signed links live as long as the API has always promised. */
export const LINK_SECONDS = 31_536_000;
