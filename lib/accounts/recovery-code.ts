/** A recovery code without its hyphens: none of the letters that are read as others. */
export const RECOVERY_CODE = /^[0-9a-hjkmnp-tv-z]{16}$/i;
