import { cva, type VariantProps } from "class-variance-authority";

/**
 * The look of everything that is pressed. Its own file, so that a server component can give it to
 * a link without pulling in client code. Phones get 44 px whatever the size says.
 */
export const buttonStyles = cva(
  [
    "relative inline-flex shrink-0 select-none items-center justify-center gap-2 rounded-md",
    "font-medium whitespace-nowrap transition-[background-color,border-color,color,box-shadow,transform]",
    "duration-150 ease-out active:translate-y-px",
    "disabled:pointer-events-none disabled:opacity-55",
    "aria-disabled:cursor-not-allowed aria-disabled:opacity-55 aria-disabled:active:translate-y-0",
    "[&_svg]:shrink-0",
  ],
  {
    variants: {
      variant: {
        primary: "bg-jade text-on-jade shadow-xs hover:bg-jade-hover",
        secondary:
          "border border-line bg-surface text-ink shadow-xs hover:border-line-strong hover:bg-raised",
        soft: "bg-jade-soft text-jade-ink hover:bg-jade hover:text-on-jade",
        ghost: "text-ink-muted hover:bg-hover hover:text-ink",
        danger: "bg-danger text-on-danger shadow-xs hover:bg-danger-hover",
        "danger-quiet": "text-danger-ink hover:bg-danger-soft",
      },
      size: {
        sm: "h-11 px-3 text-sm md:h-8.5 md:px-3 [&_svg]:size-4",
        md: "h-11 px-4 text-sm md:h-10 [&_svg]:size-4.5",
        lg: "h-12 px-6 text-base [&_svg]:size-5",
      },
      block: { true: "w-full", false: "" },
    },
    defaultVariants: { variant: "primary", size: "md", block: false },
  },
);

/** Square buttons that show an icon only. */
export const iconButtonStyles = cva("px-0 md:px-0", {
  variants: {
    size: {
      sm: "size-11 md:size-8.5",
      md: "size-11 md:size-10",
      lg: "size-12",
    },
  },
  defaultVariants: { size: "md" },
});

export type ButtonLook = VariantProps<typeof buttonStyles>;
