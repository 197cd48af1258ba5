package generative.plot.transport;

import generative.plot.Digits;
import generative.plot.Lettering;
import generative.plot.Picture;
import generative.plot.Ramp;
import generative.plot.Theme;
import generative.transport.Transport.Flow;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A transport plan as a matrix: a row for each source, a column for each target, the darker the
 * more goes from one to the other; at the margins what each sends and receives. Where a cell has
 * room for it, the number stands in it.
 */
public final class PlanMatrix {

  /** Pixels along each side of the matrix at most. */
  private static final int ROOM = 960;

  /** A cell of so many pixels may become wider and less high, for numbers. */
  private static final int LARGE = 48;

  private static final int WIDEST = 120;
  private static final int HIGHEST = 72;
  private static final int GAP = 6;
  private static final int STRIP = 12;
  private static final int TITLE = 22;
  private static final int LABEL_HEIGHT = 15;

  private final Plan plan;
  private final List<String> sources;
  private final List<String> targets;
  private final Graphics2D pen;
  private final double cellWidth;
  private final double cellHeight;
  private final boolean numbers;
  private final double left;
  private final double top = TITLE + LABEL_HEIGHT;

  private PlanMatrix(Plan plan, List<String> sources, List<String> targets, Graphics2D pen) {
    this.plan = plan;
    this.sources = sources;
    this.targets = targets;
    this.pen = pen;
    pen.setFont(Theme.font(12));
    int square = Math.min(ROOM / plan.sources(), ROOM / plan.targets());
    boolean large = square >= LARGE;
    int wide = large ? Math.min(WIDEST, ROOM / plan.targets()) : square;
    cellWidth = wide / (double) Picture.DENSITY;
    cellHeight = (large ? Math.min(HIGHEST, square) : square) / (double) Picture.DENSITY;
    numbers = large && widestNumber() + 6 <= cellWidth;
    left = TITLE + Math.ceil(widest(sources.stream())) + 8;
  }

  /**
   * Returns the picture of a plan, sources and targets counted from 0.
   *
   * @param plan amounts {@code [n][m]} from each source to each target, finite, not negative, n and
   *     m up to 960
   * @throws IllegalArgumentException if an amount is out of range or the plan has another shape
   */
  public static Picture planMatrix(double[][] plan) {
    Plan checked = Plan.of(plan);
    return picture(checked, count(checked.sources()), count(checked.targets()));
  }

  /** Returns the picture of a plan {@code [n][m]} with n and m names. */
  public static Picture planMatrix(double[][] plan, List<String> sources, List<String> targets) {
    Plan checked = Plan.of(plan);
    requireNames("sources", checked.sources(), Objects.requireNonNull(sources, "sources").size());
    requireNames("targets", checked.targets(), Objects.requireNonNull(targets, "targets").size());
    return picture(checked, sources, targets);
  }

  /** Returns the picture of the flows between n sources and m targets. */
  public static Picture planMatrix(List<Flow> flows, int n, int m) {
    return planMatrix(Plan.of(flows, n, m).amounts());
  }

  /** Returns the picture of the flows between sources and targets of these names. */
  public static Picture planMatrix(List<Flow> flows, List<String> sources, List<String> targets) {
    Objects.requireNonNull(sources, "sources");
    Objects.requireNonNull(targets, "targets");
    return picture(Plan.of(flows, sources.size(), targets.size()), sources, targets);
  }

  static void requireNames(String what, int needed, int found) {
    if (found != needed) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d names for %d %s; give one each", found, needed, what));
    }
  }

  private static List<String> count(int n) {
    return IntStream.range(0, n).mapToObj(Integer::toString).toList();
  }

  private static Picture picture(Plan plan, List<String> sources, List<String> targets) {
    if (Math.max(plan.sources(), plan.targets()) > ROOM) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a plan of %d x %d amounts; at most %d a side can be drawn, take a part of it",
              plan.sources(),
              plan.targets(),
              ROOM));
    }
    PlanMatrix sketch = new PlanMatrix(plan, sources, targets, new Picture(1, 1).pen());
    Picture picture = new Picture(sketch.width(), sketch.height());
    Graphics2D pen = picture.pen();
    new PlanMatrix(plan, sources, targets, pen).draw();
    pen.dispose();
    return picture;
  }

  private int width() {
    return (int) Math.ceil(left + plan.targets() * cellWidth + GAP + sumWidth() + 2);
  }

  private int height() {
    return (int) Math.ceil(top + plan.sources() * cellHeight + GAP + sumHeight() + 2);
  }

  private double sumWidth() {
    return numbers ? cellWidth : STRIP;
  }

  private double sumHeight() {
    return numbers ? cellHeight : STRIP;
  }

  private void draw() {
    double most = plan.most();
    for (int i = 0; i < plan.sources(); i++) {
      for (int j = 0; j < plan.targets(); j++) {
        double amount = plan.amounts()[i][j];
        if (amount > 0) {
          cell(cell(i, j), amount, most, Ramp.AMOUNTS);
        }
      }
    }
    grid();
    sums();
    titles();
  }

  private Rectangle2D cell(int row, int column) {
    return new Rectangle2D.Double(
        left + column * cellWidth, top + row * cellHeight, cellWidth, cellHeight);
  }

  private void cell(Rectangle2D place, double amount, double most, Ramp ramp) {
    double share = most > 0 ? amount / most : 0;
    pen.setColor(ramp.at(share));
    pen.fill(place);
    if (numbers) {
      pen.setColor(ramp.inkOn(share));
      Lettering.write(
          pen, number(amount), place.getCenterX(), place.getCenterY(), Lettering.CENTER);
    }
  }

  private void grid() {
    Rectangle2D all =
        new Rectangle2D.Double(left, top, plan.targets() * cellWidth, plan.sources() * cellHeight);
    if (cellWidth * Picture.DENSITY >= LARGE / 2.0) {
      pen.setColor(Theme.GRID);
      for (int i = 0; i < plan.sources(); i++) {
        for (int j = 0; j < plan.targets(); j++) {
          pen.draw(cell(i, j));
        }
      }
    }
    pen.setColor(Theme.QUIET);
    pen.draw(all);
  }

  private void sums() {
    double[] sent = plan.sent();
    double[] received = plan.received();
    double most = Stream.of(sent, received).flatMapToDouble(Arrays::stream).max().orElse(0);
    double right = left + plan.targets() * cellWidth + GAP;
    double bottom = top + plan.sources() * cellHeight + GAP;
    for (int i = 0; i < sent.length; i++) {
      double y = top + i * cellHeight;
      cell(new Rectangle2D.Double(right, y, sumWidth(), cellHeight), sent[i], most, Ramp.SUMS);
    }
    for (int j = 0; j < received.length; j++) {
      double x = left + j * cellWidth;
      cell(new Rectangle2D.Double(x, bottom, cellWidth, sumHeight()), received[j], most, Ramp.SUMS);
    }
  }

  private void titles() {
    double across = plan.targets() * cellWidth;
    double down = plan.sources() * cellHeight;
    pen.setColor(Theme.INK);
    Lettering.write(pen, "targets", left + across / 2, 9, Lettering.CENTER);
    Lettering.writeUpward(pen, "sources", 9, top + down / 2);
    pen.setColor(Theme.QUIET);
    pen.setFont(Theme.font(11));
    int everyColumn = every(widest(targets.stream()) + 8, cellWidth);
    for (int j = 0; j < targets.size(); j += everyColumn) {
      Lettering.write(pen, targets.get(j), left + (j + 0.5) * cellWidth, top - 8, Lettering.CENTER);
    }
    int everyRow = every(LABEL_HEIGHT, cellHeight);
    for (int i = 0; i < sources.size(); i += everyRow) {
      Lettering.write(pen, sources.get(i), left - 6, top + (i + 0.5) * cellHeight, Lettering.RIGHT);
    }
  }

  /** Every how many cells a label has room: 1, 2, 5, 10, 20, … */
  private static int every(double room, double cell) {
    int every = 1;
    for (int i = 0; every * cell < room; i++) {
      every = (int) (Math.pow(10, (i + 1) / 3) * new int[] {1, 2, 5}[(i + 1) % 3]);
    }
    return every;
  }

  private double widestNumber() {
    Stream<double[]> rows = Stream.of(plan.sent(), plan.received());
    return widest(
        Stream.concat(rows, Arrays.stream(plan.amounts()))
            .flatMapToDouble(Arrays::stream)
            .mapToObj(PlanMatrix::number));
  }

  private double widest(Stream<String> texts) {
    return texts.mapToDouble(text -> Lettering.width(pen, text)).max().orElse(0);
  }

  private static String number(double amount) {
    return Digits.wholeOrSignificant(amount, 3);
  }
}
