/**
 * The last part of an experience's public address, suggested from its title: letters without their
 * marks, so that "Chợ Bến Thành" becomes "cho-ben-thanh". Empty when nothing Latin is left.
 */
export function suggestSlug(title: string, limit = 80): string {
  const plain = title
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replaceAll("đ", "d")
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .replaceAll("æ", "ae")
    .replaceAll("œ", "oe")
    .replaceAll("ł", "l")
    .replace(/['’]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  if (plain.length <= limit) return plain;
  const cut = plain.slice(0, limit);
  const lastWord = cut.lastIndexOf("-");
  return (plain[limit] === "-" || lastWord < limit / 2 ? cut : cut.slice(0, lastWord)).replace(
    /-+$/,
    "",
  );
}

export const SLUG_PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
