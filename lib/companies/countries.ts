/** ISO 3166-1 alpha-2, as stored; their names come from Intl in the reader's language. */
const CODES =
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

export const countryCodes: readonly string[] = CODES.split(" ");

export type Choice = { value: string; label: string };

/** Countries by name. */
export function countryChoices(locale: string): Choice[] {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  return countryCodes
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}

/** Intl keeps the names of decades ago; people look for the ones on the map. */
const renamed: Record<string, string> = {
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Europe/Kiev": "Europe/Kyiv",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
};

const currentName = (zone: string) => renamed[zone] ?? zone;

/** Every time zone there is, "Asia/Ho Chi Minh" to be read. */
export function timeZoneChoices(): Choice[] {
  const places = Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC");
  // What the database knows beside them: the zone without a place.
  return ["UTC", ...[...new Set(places.map(currentName))].sort()].map((value) => ({
    value,
    label: value.replaceAll("_", " "),
  }));
}

/**
 * Time zones under the names the choices have: older names of the same clock ("Asia/Saigon") differ
 * from one browser and server to the next. Null when nobody knows it.
 */
export function knownTimeZone(zone: string, choices: readonly Choice[]): string | null {
  if (choices.some(({ value }) => value === zone)) return zone;
  try {
    const wanted = currentName(
      new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone,
    );
    return choices.some(({ value }) => value === wanted) ? wanted : null;
  } catch {
    return null;
  }
}
