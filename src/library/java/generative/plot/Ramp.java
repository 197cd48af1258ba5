package generative.plot;

import java.awt.Color;

/** Colors that stand for numbers: from step to step lighter or darker, so every eye can tell. */
public enum Ramp {
  /** From dark violet to light green: viridis (S. van der Walt, N. Smith, 2015) but its yellow. */
  VALUES(0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30),

  /** From nearly white to dark blue; nothing at all is white. */
  AMOUNTS(0xE3EEF9, 0x9CC6E2, 0x3E8EC4, 0x0F5CA3, 0x08306B),

  /** From nearly white to gray. */
  SUMS(0xF6F6F6, 0xB4B4B4);

  private final int[] colors;

  Ramp(int... colors) {
    this.colors = colors;
  }

  /** Returns the color at a share of the way, 0 to 1; what lies beyond has the end's color. */
  public Color at(double share) {
    double place = Math.max(0, Math.min(1, share)) * (colors.length - 1);
    int i = Math.min((int) place, colors.length - 2);
    return mix(new Color(colors[i]), new Color(colors[i + 1]), place - i);
  }

  /** Returns what can be read on that color, dark or white. */
  public Color inkOn(double share) {
    Color c = at(share);
    double light = 0.299 * c.getRed() + 0.587 * c.getGreen() + 0.114 * c.getBlue();
    return light > 140 ? Theme.INK : Color.WHITE;
  }

  /** Returns the color at a share, 0 to 1, of the way from one to the other. */
  public static Color mix(Color from, Color to, double share) {
    return new Color(
        mix(from.getRed(), to.getRed(), share),
        mix(from.getGreen(), to.getGreen(), share),
        mix(from.getBlue(), to.getBlue(), share));
  }

  private static int mix(int from, int to, double share) {
    return (int) Math.round(from + share * (to - from));
  }
}
