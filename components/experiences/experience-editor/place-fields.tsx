"use client";

import { ExternalLink } from "lucide-react";
import { TextField } from "@/components/ui/text-field";
import { textLinkStyles } from "@/components/ui/text-link";
import {
  type Coordinates,
  formatCoordinates,
  openStreetMapLink,
  parseCoordinates,
} from "@/lib/experiences/coordinates";
import { coordinate, type EditorValues } from "@/lib/experiences/editor";

type Pin = Pick<EditorValues, "latitude" | "longitude">;

/** The pin as numbers; null while it is not a place on Earth. */
export function pinOf({ latitude, longitude }: Pin): Coordinates | null {
  const [north, east] = [coordinate(latitude), coordinate(longitude)];
  if (north === null || east === null || Number.isNaN(north) || Number.isNaN(east)) return null;
  return Math.abs(north) <= 90 && Math.abs(east) <= 180
    ? { latitude: north, longitude: east }
    : null;
}

/** Latitude and longitude; a pair or a map link pasted into either fills both. */
export function PinFields({
  values,
  onChange,
  errors,
  readOnly,
}: {
  values: Pin;
  onChange: (pin: Partial<Pin>) => void;
  errors: (field: "latitude" | "longitude") => string[];
  readOnly: boolean;
}) {
  const pin = pinOf(values);

  function type(field: keyof Pin, text: string) {
    const pasted = parseCoordinates(text);
    if (pasted) {
      onChange({ latitude: String(pasted.latitude), longitude: String(pasted.longitude) });
    } else onChange({ [field]: text });
  }

  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        name="latitude"
        label="Latitude"
        optional
        inputMode="decimal"
        placeholder="10.7798"
        autoComplete="off"
        readOnly={readOnly}
        value={values.latitude}
        errors={errors("latitude")}
        onChange={(event) => type("latitude", event.target.value)}
      />
      <TextField
        name="longitude"
        label="Longitude"
        optional
        inputMode="decimal"
        placeholder="106.6999"
        autoComplete="off"
        readOnly={readOnly}
        value={values.longitude}
        errors={errors("longitude")}
        onChange={(event) => type("longitude", event.target.value)}
      />
      {pin ? (
        <div className="flex flex-wrap items-center gap-4 rounded-lg border border-line bg-sunken p-3 sm:col-span-2">
          <Globe pin={pin} />
          <div className="min-w-0 space-y-1">
            <p className="font-medium text-sm tabular-nums">{formatCoordinates(pin)}</p>
            <a
              href={openStreetMapLink(pin)}
              target="_blank"
              rel="noreferrer"
              className={`${textLinkStyles} inline-flex items-center gap-1.5 text-sm`}
            >
              Check it on OpenStreetMap
              <ExternalLink aria-hidden className="size-3.5" />
              <span className="sr-only">(opens in a new tab)</span>
            </a>
          </div>
        </div>
      ) : readOnly ? null : (
        <p className="text-ink-subtle text-xs sm:col-span-2">
          Paste “10.7798, 106.6999” or a link from a map into either field.
        </p>
      )}
    </div>
  );
}

/** Where on the grid of the Earth the pin is; enough to notice swapped numbers. */
function Globe({ pin: { latitude, longitude } }: { pin: Coordinates }) {
  const x = ((longitude + 180) / 360) * 120;
  const y = ((90 - latitude) / 180) * 60;
  return (
    <svg aria-hidden="true" viewBox="0 0 120 60" className="h-15 w-30 shrink-0 rounded-sm">
      <path className="fill-river-soft" d="M0 0h120v60H0z" />
      <path
        className="stroke-river/25"
        strokeWidth="0.5"
        d="M0 15h120M0 45h120M20 0v60M40 0v60M60 0v60M80 0v60M100 0v60"
      />
      <path className="stroke-river/60" strokeWidth="0.75" d="M0 30h120" />
      <path
        className="stroke-lantern-ink/40"
        strokeWidth="0.5"
        strokeDasharray="1.5 1.5"
        d={`M0 ${y}h120M${x} 0v60`}
      />
      <circle className="fill-lantern stroke-surface" strokeWidth="1.5" cx={x} cy={y} r="3.5" />
    </svg>
  );
}
