import type { ReactNode } from "react";
import { cn } from "./cn";

export const sceneKinds = ["terraces", "bay", "lanterns", "market", "dunes", "empty"] as const;
export type SceneKind = (typeof sceneKinds)[number];

/** The same text always gets the same scene, on the server and in the browser. */
export function sceneFor(seed: string): SceneKind {
  let hash = 0;
  for (const character of seed) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return sceneKinds[hash % 5] ?? "terraces";
}

/**
 * Small landscapes of our own that stand where a picture is missing. Drawn in the theme's colours,
 * so that they sit as quietly in the dark as in the light.
 */
export function Scene({ kind, className }: { kind: SceneKind; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 320 240"
      preserveAspectRatio="xMidYMid slice"
      className={cn("block size-full", className)}
    >
      {scenes[kind]}
    </svg>
  );
}

const scenes: Record<SceneKind, ReactNode> = {
  terraces: (
    <>
      <path className="fill-jade-soft" d="M0 0h320v240H0z" />
      <circle className="fill-lantern" cx="232" cy="72" r="24" />
      <path
        className="fill-jade/25"
        d="M0 128c40-30 70-44 104-30 30 12 46 30 84 16 44-16 84-34 132-6v132H0z"
      />
      <path className="fill-jade/40" d="M0 160c60-26 108-12 152 2s104 12 168-16v94H0z" />
      <path className="fill-jade/60" d="M0 186c70-22 120 2 176 6s100-10 144-22v70H0z" />
      <path className="fill-jade/85" d="M0 212c80-18 130 4 190 6s90-8 130-16v38H0z" />
    </>
  ),
  bay: (
    <>
      <path className="fill-river-soft" d="M0 0h320v240H0z" />
      <circle className="fill-lantern-soft" cx="92" cy="66" r="30" />
      <path
        className="fill-river/30"
        d="M196 156V92c0-22 12-34 26-34s22 14 26 36l14 62zM18 156l10-44c4-18 14-26 24-20s14 20 16 36l6 28z"
      />
      <path
        className="fill-river/55"
        d="M244 164l6-58c2-24 16-36 30-30s20 26 22 50l4 38zM78 164c0-34 6-66 24-70s28 24 34 70z"
      />
      <path className="fill-river/20" d="M0 156h320v84H0z" />
      <path
        className="stroke-surface/70"
        strokeWidth="3"
        strokeLinecap="round"
        d="M40 182h54M132 196h72M228 178h44M66 212h38M188 218h60"
      />
      <path className="fill-lantern" d="M150 172h40l-7 12h-26zM168 132l20 34h-20z" />
    </>
  ),
  lanterns: (
    <>
      <path className="fill-lantern-soft" d="M0 0h320v240H0z" />
      <path
        className="fill-none stroke-lantern-ink/40"
        strokeWidth="2"
        d="M-8 34c70 34 120 32 168 18s100-20 170 10"
      />
      <path
        className="fill-lantern"
        d="M58 70c26 0 36 14 36 30s-12 32-36 32-36-16-36-32 10-30 36-30z"
      />
      <path
        className="fill-lotus"
        d="M160 78c24 0 34 16 34 36s-12 40-34 40-34-20-34-40 10-36 34-36z"
      />
      <path
        className="fill-jade"
        d="M258 64c28 0 38 12 38 26s-12 28-38 28-38-14-38-28 10-26 38-26z"
      />
      <path
        className="fill-none stroke-canvas/45"
        strokeWidth="2"
        d="M58 70c-14 18-14 44 0 62M58 70c14 18 14 44 0 62M160 78c-14 22-14 54 0 76M160 78c14 22 14 54 0 76M258 64c-16 16-16 38 0 54M258 64c16 16 16 38 0 54"
      />
      <path
        className="stroke-lantern-ink/60"
        strokeWidth="3"
        strokeLinecap="round"
        d="M58 132v22M160 154v26M258 118v20M58 58v12M160 54v24M258 50v14"
      />
      <path className="fill-lantern-ink/15" d="M0 206c60-12 120-4 180-2s100-6 140-8v44H0z" />
    </>
  ),
  market: (
    <>
      <path className="fill-lotus-soft" d="M0 0h320v240H0z" />
      <path className="fill-lotus/25" d="M0 70h72v170H0zM84 46h64v194H84zM244 60h76v180h-76z" />
      <path className="fill-lotus/40" d="M156 88h80v152h-80z" />
      <path
        className="fill-surface/60"
        d="M18 96h14v22H18zM44 96h14v22H44zM100 76h14v24h-14zM124 76h14v24h-14zM262 90h14v24h-14zM290 90h14v24h-14z"
      />
      <path className="fill-lantern" d="M20 150h124l12 26H8z" />
      <path className="fill-surface/70" d="M46 150h26l-4 26H36zM98 150h24l14 26h-30z" />
      <path className="fill-jade" d="M178 156h118l14 24H166z" />
      <path className="fill-surface/60" d="M206 156h24l-3 24h-30zM254 156h22l16 24h-30z" />
      <path className="fill-lotus-ink/30" d="M16 176h132v64H16zM174 180h128v60H174z" />
    </>
  ),
  dunes: (
    <>
      <path className="fill-lantern-soft" d="M0 0h320v240H0z" />
      <circle className="fill-lantern/80" cx="160" cy="86" r="36" />
      <path className="fill-lantern/35" d="M0 150c60-34 110-30 160-8s100 22 160-10v108H0z" />
      <path className="fill-lantern/55" d="M0 178c50-8 90-30 142-22 60 10 110 46 178 20v64H0z" />
      <path className="fill-lantern-ink/55" d="M0 214c70-26 130-10 180 2s96 6 140-12v36H0z" />
    </>
  ),
  empty: (
    <>
      <path className="fill-sunken" d="M0 0h320v240H0z" />
      <circle className="fill-line" cx="226" cy="78" r="22" />
      <path className="fill-line" d="M0 200l84-92 62 66 38-38 136 84v20H0z" />
    </>
  ),
};
