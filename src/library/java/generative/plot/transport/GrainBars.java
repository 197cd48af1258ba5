package generative.plot.transport;

import generative.plot.Digits;
import generative.plot.Lettering;
import generative.plot.Picture;
import generative.plot.Ramp;
import generative.plot.Theme;
import generative.plot.Ticks;
import generative.transport.Transport.Flow;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Earth on the line, before and after: above a histogram whose bars have colors of their own, below
 * the one it turns into, whose bars are heaped up from the grains of the upper ones. What isn't
 * carried, or not filled, is an empty frame.
 */
public final class GrainBars {

  private static final int LEFT = 64;
  private static final int RIGHT = 12;
  private static final int PANEL = 150;
  private static final int TITLE = 26;
  private static final int BOTTOM = 26;
  private static final double SPREAD = 0.86;

  /** Bars at least so wide have their places below them, narrower ones round numbers. */
  private static final double LABELED = 44;

  /** More grains than weight by less than this share is rounding. */
  private static final double ROUNDING = 1e-6;

  private final double[] positions;
  private final int[] order;
  private final double barWidth;
  private final double least;
  private final double scaleX;
  private final Ticks heights;
  private final Graphics2D pen;

  private GrainBars(double[] positions, double most, Graphics2D pen) {
    this.positions = positions;
    this.pen = pen;
    order =
        IntStream.range(0, positions.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> positions[i]))
            .mapToInt(i -> i)
            .toArray();
    double distance = leastDistance();
    least = positions[order[0]] - distance / 2;
    scaleX =
        (Theme.WIDTH - LEFT - RIGHT) / (positions[order[order.length - 1]] - least + distance / 2);
    barWidth = SPREAD * distance * scaleX;
    heights = Ticks.around(0, most, 4);
  }

  /**
   * Returns both histograms, one below the other, on the same axes.
   *
   * @param from heights of the upper bars {@code [n]}, not negative, not all zero
   * @param to heights of the lower bars {@code [n]}, not negative
   * @param positions where the bars stand {@code [n]}, no two at one place
   * @param flows how much of which upper bar goes to which lower one, by the bars' indices from 0
   * @throws IllegalArgumentException if the lengths differ, a number is out of range, or flows take
   *     more from a bar or bring more to it than its height; it names which
   */
  public static Picture grainBars(
      double[] from, double[] to, double[] positions, List<Flow> flows) {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    int n = Objects.requireNonNull(positions, "positions").length;
    if (n == 0 || from.length != n || to.length != n) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d and %d heights at %d positions; as many of each are needed, at least one",
              from.length,
              to.length,
              n));
    }
    Plan plan = Plan.of(flows, n, n);
    check(from, plan.sent(), "above", "take");
    check(to, plan.received(), "below", "bring");
    double most = Stream.of(from, to).flatMapToDouble(Arrays::stream).max().getAsDouble();
    if (most == 0) {
      throw new IllegalArgumentException("all heights are 0; at least one must be above");
    }
    Picture picture = new Picture(Theme.WIDTH, 2 * (TITLE + PANEL) + BOTTOM);
    Graphics2D pen = picture.pen();
    new GrainBars(positions, most, pen).draw(from, to, plan);
    pen.dispose();
    return picture;
  }

  private static void check(double[] heights, double[] grains, String where, String verb) {
    for (int i = 0; i < heights.length; i++) {
      if (!(heights[i] >= 0 && Double.isFinite(heights[i]))) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "bar %d %s has height %s; heights must be finite and not negative",
                i,
                where,
                heights[i]));
      }
      if (grains[i] > heights[i] + ROUNDING * Math.max(1e-9, heights[i])) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "the flows %s %s, bar %d %s has height %s; they must fit",
                verb,
                grains[i],
                i,
                where,
                heights[i]));
      }
    }
  }

  private double leastDistance() {
    double distance = Double.POSITIVE_INFINITY;
    for (int k = 0; k < order.length; k++) {
      if (!Double.isFinite(positions[order[k]])) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "position %d is %s; positions must be finite",
                order[k],
                positions[order[k]]));
      }
      if (k > 0) {
        double step = positions[order[k]] - positions[order[k - 1]];
        if (step == 0) {
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT,
                  "positions %d and %d are both %s; each bar needs a place of its own",
                  order[k - 1],
                  order[k],
                  positions[order[k]]));
        }
        distance = Math.min(distance, step);
      }
    }
    double first = positions[order[0]];
    double last = positions[order[order.length - 1]];
    if (Double.isInfinite(2 * (last - first))) {
      throw new IllegalArgumentException(
          "positions of " + first + " and " + last + " lie too far apart; use another unit");
    }
    return Double.isFinite(distance) ? distance : 1;
  }

  private void draw(double[] from, double[] to, Plan plan) {
    double[] sent = plan.sent();
    double[][] whole = new double[sent.length][sent.length];
    IntStream.range(0, sent.length).forEach(i -> whole[i][i] = sent[i]);
    panel("from", TITLE + PANEL, from, new Plan(whole));
    panel("to", 2 * (TITLE + PANEL), to, plan);
    pen.setColor(Theme.QUIET);
    if (barWidth >= LABELED) {
      Arrays.stream(positions).forEach(place -> tick(place, Digits.wholeOrSignificant(place, 3)));
    } else {
      Ticks ticks = Ticks.within(least, least + (Theme.WIDTH - LEFT - RIGHT) / scaleX, 8);
      Arrays.stream(ticks.values()).forEach(place -> tick(place, ticks.label(place)));
    }
  }

  private void tick(double place, String label) {
    double y = 2 * (TITLE + PANEL);
    pen.draw(new Line2D.Double(x(place), y, x(place), y + 4));
    Lettering.write(pen, label, x(place), y + 14, Lettering.CENTER);
  }

  private double x(double position) {
    return LEFT + (position - least) * scaleX;
  }

  private double height(double amount) {
    return amount / heights.last() * PANEL;
  }

  private void panel(String title, double bottom, double[] bars, Plan grains) {
    pen.setFont(Theme.font(11));
    for (double value : heights.values()) {
      double y = bottom - height(value);
      pen.setColor(value == 0 ? Theme.QUIET : Theme.GRID);
      pen.draw(new Line2D.Double(LEFT, y, Theme.WIDTH - RIGHT, y));
      pen.setColor(Theme.QUIET);
      Lettering.write(pen, heights.label(value), LEFT - 6, y, Lettering.RIGHT);
    }
    pen.setColor(Theme.INK);
    pen.setFont(Theme.font(12));
    Lettering.writeUpward(pen, title, 12, bottom - PANEL / 2.0);
    pen.setFont(Theme.font(11));
    for (int j = 0; j < bars.length; j++) {
      pen.setColor(Theme.QUIET);
      pen.draw(bar(j, bottom, 0, bars[j]));
      heap(j, bottom, grains);
    }
  }

  private Rectangle2D bar(int j, double bottom, double from, double to) {
    return new Rectangle2D.Double(
        x(positions[j]) - barWidth / 2, bottom - height(to), barWidth, height(to - from));
  }

  /** Heaps the grains up in the order of where they come from. */
  private void heap(int j, double bottom, Plan grains) {
    double done = 0;
    for (int k = 0; k < order.length; k++) {
      double amount = grains.amounts()[order[k]][j];
      if (amount > 0) {
        Rectangle2D grain = bar(j, bottom, done, done + amount);
        pen.setColor(Ramp.VALUES.at(order.length == 1 ? 0 : k / (order.length - 1.0)));
        pen.fill(grain);
        if (barWidth > 4) {
          pen.setColor(Color.WHITE);
          pen.draw(grain);
        }
        done += amount;
      }
    }
  }
}
