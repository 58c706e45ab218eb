import { cn } from "@/components/ui/cn";

/** Lanterns over the bay: x, y, size, and how far the evening has taken them. */
const lanterns = [
  [806, 300, 0.95, 1],
  [846, 476, 0.5, 0.85],
  [756, 548, 0.42, 0.85],
  [640, 618, 0.46, 0.92],
  [418, 648, 0.42, 0.9],
  [694, 700, 0.26, 0.75],
  [300, 612, 0.5, 0.9],
  [492, 706, 0.24, 0.75],
] as const;

/**
 * The picture of the sign-in pages, drawn by us: dusk over a limestone bay, a boat with its lamp
 * lit, lanterns rising. One picture for both themes; it is evening in either.
 */
export function DuskScene({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 900 1200"
      preserveAspectRatio="xMidYMax slice"
      className={cn("block size-full", className)}
    >
      <defs>
        <linearGradient id="dusk-sky" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#0d3a3f" />
          <stop offset="0.36" stopColor="#2b6462" />
          <stop offset="0.62" stopColor="#d98a5c" />
          <stop offset="0.78" stopColor="#f6b56c" />
          <stop offset="1" stopColor="#fbd594" />
        </linearGradient>
        <linearGradient id="dusk-water" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#e89a5d" />
          <stop offset="0.22" stopColor="#a46f5b" />
          <stop offset="0.55" stopColor="#24504f" />
          <stop offset="1" stopColor="#08282c" />
        </linearGradient>
        <radialGradient id="dusk-sun">
          <stop offset="0" stopColor="#fff3d2" />
          <stop offset="0.45" stopColor="#ffd996" stopOpacity="0.75" />
          <stop offset="1" stopColor="#ffd08a" stopOpacity="0" />
        </radialGradient>
        <radialGradient id="dusk-glow">
          <stop offset="0" stopColor="#ffcf83" stopOpacity="0.75" />
          <stop offset="1" stopColor="#ffb25c" stopOpacity="0" />
        </radialGradient>
        <linearGradient id="dusk-paper" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="#f0702b" />
          <stop offset="0.7" stopColor="#ffa043" />
          <stop offset="1" stopColor="#ffe0a0" />
        </linearGradient>
        <symbol id="dusk-lantern" viewBox="0 0 120 160" overflow="visible">
          <circle cx="60" cy="92" r="130" fill="url(#dusk-glow)" />
          <path
            d="M60 18c34 0 46 24 42 58-3 26-14 44-22 56H40C32 120 21 102 18 76c-4-34 8-58 42-58z"
            fill="url(#dusk-paper)"
          />
          <path
            d="M60 18c-16 26-18 78-8 114M60 18c16 26 18 78 8 114M20 74c26 8 54 8 80 0"
            fill="none"
            stroke="#a8431a"
            strokeOpacity="0.4"
            strokeWidth="2.5"
          />
          <ellipse cx="60" cy="132" rx="20" ry="5" fill="#fff0c2" />
        </symbol>
      </defs>

      <rect width="900" height="860" fill="url(#dusk-sky)" />
      <g fill="#fdf3dc">
        {stars.map(([x, y, r]) => (
          <circle key={`${x}-${y}`} cx={x} cy={y} r={r} opacity={0.35 + (r - 1) * 0.4} />
        ))}
      </g>
      <circle cx="560" cy="792" r="330" fill="url(#dusk-sun)" />
      <circle cx="560" cy="770" r="66" fill="#fff1cf" />

      <path
        fill="#c98a68"
        opacity="0.75"
        d="M0 860V742c14-52 30-74 52-80 26-6 34 26 52 34 16 8 22-52 50-66 30-14 46 40 62 74 12 26 22 30 34 62l18 94zM640 860c6-60 20-120 44-132 20-10 30 18 42 22 18 6 20-62 52-78 34-16 50 44 66 74 10 20 26 22 36 52l20 62z"
      />
      <path
        fill="#7d6d62"
        d="M0 860V690c10-20 22-40 42-44 30-4 36 58 56 84 14 18 24 14 36 44l26 86zM222 860c4-54 10-150 50-176 40-24 62 40 78 84 12 32 20 48 26 92zM742 860c10-70 14-176 66-204 44-24 66 30 92 62v142z"
      />
      <path
        fill="#3c5b58"
        d="M0 860V560c16-34 42-60 72-44 32 18 36 96 52 152 14 48 34 64 44 112l10 80zM786 860c6-92 22-262 84-286 12-4 22-2 30 4v282z"
      />
      <path
        fill="#254a49"
        d="M340 860c2-36 4-72 24-86 18-12 28 16 36 36 8 18 14 26 18 50zM660 860c4-30 10-66 32-72 22-4 28 34 36 48 4 8 8 14 10 24z"
      />

      <rect y="858" width="900" height="342" fill="url(#dusk-water)" />
      <g fill="#ffe6b4">
        <path opacity="0.85" d="M500 866h120l-10 5H510zM478 884h164l-12 6H492z" />
        <path
          opacity="0.6"
          d="M512 906h118l-8 6H520zM462 926h170l-10 6H474zM530 948h92l-8 5h-76z"
        />
        <path
          opacity="0.35"
          d="M488 972h136l-8 6H498zM536 998h84l-6 5h-70zM506 1026h100l-6 5h-86z"
        />
      </g>
      <g fill="#0d3539" opacity="0.38">
        <path d="M0 860h178c-8 40-40 70-60 118-16 40-40 50-64 36-26-16-40-60-54-74zM786 860h114v150c-46-20-86-76-114-150z" />
        <path d="M222 860h154c-10 34-40 74-70 80-38 8-70-40-84-80z" />
      </g>
      <g stroke="#f8d7a4" strokeOpacity="0.3" strokeWidth="3" strokeLinecap="round">
        <path d="M90 902h74M232 934h56M716 900h64M760 950h86M120 1004h110M660 1040h90M300 1070h70M60 1110h120M520 1124h96M756 1130h70" />
      </g>

      <g>
        <circle cx="344" cy="964" r="84" fill="url(#dusk-glow)" />
        <path
          fill="#0a2226"
          d="M214 986c10 34 34 48 62 50h124c34-2 62-18 78-52-32 16-66 20-130 20-66 0-104-6-134-18z"
        />
        <path fill="#7c2f16" d="M318 996V852c44 20 92 78 104 138-34 8-70 8-104 6z" />
        <path fill="#c4551f" d="M308 996V842c-40 30-62 84-66 142 22 8 44 12 66 12z" />
        <path
          stroke="#5b1f0f"
          strokeWidth="2.5"
          fill="none"
          d="M318 892c22 10 46 28 62 46M318 932c30 6 62 18 86 32M318 968c34 2 70 8 100 16M308 884c-20 12-34 26-44 44M308 924c-24 8-44 20-58 36M308 962c-24 4-46 10-64 20"
        />
        <path stroke="#0a2226" strokeWidth="5" strokeLinecap="round" d="M313 832v168" />
        <circle cx="446" cy="968" r="7" fill="#ffe9b8" />
        <circle cx="446" cy="968" r="26" fill="url(#dusk-glow)" />
        <path fill="#061b1f" opacity="0.5" d="M226 1040h240c-40 26-80 32-124 32s-84-8-116-32z" />
      </g>

      {lanterns.map(([x, y, size, strength]) => (
        <use
          key={`${x}-${y}`}
          href="#dusk-lantern"
          x={x - 60 * size}
          y={y - 80 * size}
          width={120 * size}
          height={160 * size}
          opacity={strength}
        />
      ))}
    </svg>
  );
}

const stars = [
  [70, 60, 1.6],
  [150, 150, 1.1],
  [262, 84, 1.4],
  [372, 40, 1],
  [410, 180, 1.7],
  [498, 96, 1.2],
  [566, 40, 1.5],
  [720, 70, 1.1],
  [842, 110, 1.7],
  [880, 30, 1],
  [60, 300, 1.3],
  [320, 260, 1],
  [520, 250, 1.3],
  [860, 340, 1.1],
  [40, 190, 1],
  [640, 290, 1.1],
] as const;
