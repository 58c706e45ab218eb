/** Coordinates as people write and paste them. */

export type Coordinates = { latitude: number; longitude: number };

const NUMBER = String.raw`[-+]?\d{1,3}(?:\.\d+)?`;
const PAIR = new RegExp(String.raw`^\(?\s*(${NUMBER})\s*°?\s*[,;\s]\s*(${NUMBER})\s*°?\s*\)?$`);
// Places in map links have decimals, zoom levels beside them have none.
const DECIMAL = String.raw`-?\d{1,3}\.\d+`;
const IN_LINK = new RegExp(String.raw`[@=/](${DECIMAL})(?:,|%2C|/)(${DECIMAL})(?![\d.])`);

function inRange(latitude: number, longitude: number): Coordinates | null {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null;
}

/** "10.77, 106.69" or a map link that carries a place; null when it is neither. */
export function parseCoordinates(text: string): Coordinates | null {
  const trimmed = text.trim();
  const match = PAIR.exec(trimmed) ?? (/^https?:/.test(trimmed) ? IN_LINK.exec(trimmed) : null);
  return match ? inRange(Number(match[1]), Number(match[2])) : null;
}

function degrees(value: number, positive: string, negative: string): string {
  const total = Math.round(Math.abs(value) * 3600);
  const minutes = Math.floor(total / 60) % 60;
  const seconds = total % 60;
  return `${Math.floor(total / 3600)}° ${minutes}′ ${seconds}″ ${value < 0 ? negative : positive}`;
}

/** "10° 46′ 47″ N, 106° 42′ 0″ E": what a person checks against a map or a sign. */
export function formatCoordinates({ latitude, longitude }: Coordinates): string {
  return `${degrees(latitude, "N", "S")}, ${degrees(longitude, "E", "W")}`;
}

/** Where to look at the pin. */
export function openStreetMapLink({ latitude, longitude }: Coordinates): string {
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`;
}
