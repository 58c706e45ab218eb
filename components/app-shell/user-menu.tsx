"use client";

import { CircleUser, Keyboard, LogOut } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { Kbd } from "@/components/ui/kbd";
import { toast } from "@/components/ui/toast-store";
import { signOut } from "@/lib/accounts/actions";
import { paths } from "@/lib/paths";
import { useShell } from "./shell-context";
import { ThemeMenu } from "./theme-menu";
import type { ShellUser } from "./types";

type UserMenuProps = {
  user: ShellUser;
  /** Picture only: in the folded rail and on phones. */
  compact?: boolean;
  side?: "top" | "bottom";
};

/** Who is signed in: theme, account, help, sign out. */
export function UserMenu({ user, compact = false, side = "top" }: UserMenuProps) {
  const { setOpen } = useShell();
  const router = useRouter();
  const [leaving, startLeaving] = useTransition();
  return (
    <DropdownMenu
      align={side === "top" ? "start" : "end"}
      side={side}
      className="w-64"
      trigger={
        <button
          type="button"
          aria-busy={leaving || undefined}
          className={cn(
            "flex min-w-0 items-center gap-3 rounded-md p-2 text-left transition-colors hover:bg-hover data-[state=open]:bg-hover",
            compact ? "justify-center" : "w-full",
          )}
        >
          <Avatar name={user.name} src={user.avatarUrl} size="sm" />
          <span className={cn("min-w-0 flex-1", compact && "sr-only")}>
            <span className="sr-only">Account: </span>
            <span className="block truncate font-medium text-sm leading-5">{user.name}</span>
            <span className="block truncate text-ink-subtle text-xs leading-4">{user.email}</span>
          </span>
        </button>
      }
    >
      {compact ? (
        <div className="px-2.5 pt-1.5 pb-2">
          <p className="truncate font-medium text-sm">{user.name}</p>
          <p className="truncate text-ink-subtle text-xs">{user.email}</p>
        </div>
      ) : null}
      <ThemeMenu />
      <MenuSeparator />
      <MenuItem icon={<CircleUser aria-hidden />} onSelect={() => router.push(paths.account())}>
        Your account
      </MenuItem>
      <MenuItem
        className="max-md:hidden"
        icon={<Keyboard aria-hidden />}
        trailing={<Kbd>?</Kbd>}
        onSelect={() => setOpen("shortcuts")}
      >
        Keyboard shortcuts
      </MenuItem>
      <MenuItem
        icon={<LogOut aria-hidden />}
        onSelect={() =>
          startLeaving(async () => {
            try {
              await signOut();
            } catch (error) {
              // Next moves to another page by throwing; that one is not ours to catch.
              if (error instanceof Error && "digest" in error) throw error;
              toast.error("You are still signed in. Try again in a moment.");
            }
          })
        }
      >
        Sign out
      </MenuItem>
    </DropdownMenu>
  );
}
