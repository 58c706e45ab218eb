/** The company somebody worked in last, so that "/" leads back to it. */
export const LAST_COMPANY_COOKIE = "company";
