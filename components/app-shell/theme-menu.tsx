"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { MenuRadioGroup } from "@/components/ui/dropdown-menu";
import { useTheme } from "@/components/ui/use-theme";

/** The theme switch, as part of a menu. */
export function ThemeMenu() {
  const [theme, setTheme] = useTheme();
  return (
    <MenuRadioGroup
      label="Theme"
      value={theme}
      onValueChange={setTheme}
      options={[
        { value: "light", label: "Light", icon: <Sun aria-hidden /> },
        { value: "dark", label: "Dark", icon: <Moon aria-hidden /> },
        { value: "system", label: "As the system", icon: <Monitor aria-hidden /> },
      ]}
    />
  );
}
