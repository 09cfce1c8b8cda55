import { Icon, type IconName } from "../ui/Icon";
import { THEMES, type Theme, useTheme } from "./theme";

const LOOKS: Record<Theme, { icon: IconName; label: string }> = {
  system: { icon: "system", label: "As the system" },
  light: { icon: "sun", label: "Light" },
  dark: { icon: "moon", label: "Dark" },
};

/** Light, dark, or as the system says. */
export function ThemeSwitch() {
  const [theme, choose] = useTheme();
  return (
    <fieldset class="theme-switch">
      <legend class="unseen">Theme</legend>
      {THEMES.map((name) => (
        <label key={name} title={LOOKS[name].label}>
          <input type="radio" name="theme" checked={theme === name} onChange={() => choose(name)} />
          <Icon name={LOOKS[name].icon} />
          <span class="unseen">{LOOKS[name].label}</span>
        </label>
      ))}
    </fieldset>
  );
}
