package generative.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.ShortColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.AddCellToColumnException;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * A table of images in a CSV file, as {@code mnist_train.csv} is one: a row for each image, with
 * its label, 0 to 255, and its pixels, 0 to 255, row by row, in color channel after channel.
 *
 * <p>The labels' column is the one that the first line names "label", "labels", "class" or
 * "target", or else the first; a first line of numbers is an image already. Tablesaw reads the
 * file; its table takes two bytes for each pixel until the images are made. Safe to share between
 * threads.
 */
public final class PixelTable {

  private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;
  private static final int MORE_COLUMNS = 10_000;
  private static final List<String> LABELS = List.of("label", "labels", "class", "target");
  private static final String NO_PIXEL =
      "\"%s\" in line %,d, column %,d; a whole number from 0 to 255 is expected";

  private final Path file;
  private final Table table;
  private final int label;
  private final int firstLine;

  private PixelTable(Path file, Table table, int label, int firstLine) {
    this.file = file;
    this.table = table;
    this.label = label;
    this.firstLine = firstLine;
  }

  /**
   * Reads square gray images.
   *
   * @throws IllegalArgumentException if the pixels fill no square, or a value is missing or not a
   *     whole number from 0 to 255; it names the line
   * @throws UncheckedIOException if there is no such file, or it may not be read
   * @throws CancellationException if the thread was interrupted
   */
  public static LabeledImages read(Path csv) {
    PixelTable pixels = of(csv);
    int side = (int) Math.sqrt(pixels.table.columnCount() - 1);
    return pixels.images("no square image", 1, side, side);
  }

  /**
   * Reads images of any size.
   *
   * @param channels 1 (gray) or 3 (red, green, blue)
   * @param rows height of an image in pixels
   * @param columns width of an image in pixels
   * @throws IllegalArgumentException if there are more or fewer values than that, or one is missing
   *     or not a whole number from 0 to 255; it names the line
   * @throws UncheckedIOException if there is no such file, or it may not be read
   * @throws CancellationException if the thread was interrupted
   */
  public static LabeledImages read(Path csv, int channels, int rows, int columns) {
    String what = String.format(Locale.ROOT, "no image of %d × %d × %d", channels, rows, columns);
    return of(csv).images(what, channels, rows, columns);
  }

  private static PixelTable of(Path csv) {
    Objects.requireNonNull(csv, "the file is null; give the path of a CSV file");
    if (Files.isDirectory(csv)) {
      throw IdxFile.refused(csv, "is a folder. Name the CSV file in it.");
    }
    try (BufferedReader in = Files.newBufferedReader(csv)) {
      List<String> names = firstLine(csv);
      boolean header = names.stream().anyMatch(name -> !name.matches("[-+.\\d]*"));
      if (header) {
        in.readLine();
      }
      int start = header ? 2 : 1;
      Table table = table(in, names.size(), csv, start);
      return new PixelTable(csv, table, header ? labels(names, csv) : 0, start);
    } catch (IOException e) {
      throw IdxFile.told(e, csv);
    }
  }

  /** The labels' column: one of a usual name, or the first, unless that is a pixel's. */
  private static int labels(List<String> names, Path csv) {
    for (String name : LABELS) {
      if (names.contains(name)) {
        return names.indexOf(name);
      }
    }
    if (names.get(0).matches("(pixel|p|px|x)?_?\\d+([x_]\\d+)*")) {
      throw refused(
          csv,
          "no column has one of the names %s, and the first, \"%s\", looks like a pixel's; name the"
              + " labels' column \"label\"",
          LABELS,
          names.get(0));
    }
    return 0;
  }

  private static List<String> firstLine(Path csv) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(csv)) {
      String line = in.readLine();
      if (line == null || line.isBlank()) {
        throw IdxFile.refused(csv, "has nothing in its first line. %s", IdxFile.remedy(csv));
      }
      return Arrays.stream(line.split(",", -1))
          .map(name -> name.replaceAll("[\"\\s\\ufeff]", "").toLowerCase(Locale.ROOT))
          .toList();
    }
  }

  private static Table table(Reader in, int columns, Path csv, int start) {
    ColumnType[] types = Collections.nCopies(columns, ColumnType.SHORT).toArray(ColumnType[]::new);
    try {
      return Table.read()
          .csv(
              CsvReadOptions.builder(in)
                  .header(false)
                  .columnTypes(types)
                  .maxNumberOfColumns(columns + MORE_COLUMNS)
                  .sample(false)
                  .commentPrefix('\0')
                  .build());
    } catch (AddCellToColumnException e) {
      long line = e.getRowNumber() + start;
      if (!(e.getCause() instanceof NumberFormatException)) {
        throw refused(csv, "line %,d has fewer columns than the first, %,d", line, columns);
      }
      String value = e.getMessage().replaceAll("(?s)[^\"]*\"(.*)\".*", "$1");
      throw refused(csv, NO_PIXEL, value, line, e.getColumnIndex() + 1);
    } catch (IllegalArgumentException e) {
      throw refused(csv, "a line has more columns than the first, %,d", columns);
    }
  }

  private LabeledImages images(String what, int channels, int rows, int columns) {
    int size = table.columnCount() - 1;
    boolean possible = (channels == 1 || channels == 3) && rows > 0 && columns > 0;
    if (!possible || (double) channels * rows * columns != size) {
      throw refused(
          file,
          "%,d values in a row, beside the label in column %d, fill %s; name the label's column"
              + " \"label\", or give other channels, rows and columns",
          size,
          label + 1,
          what);
    }
    int count = table.rowCount();
    if (count == 0 || (long) count * size > LONGEST_ARRAY) {
      throw refused(file, "%,d images; give 1 to %,d of this size", count, LONGEST_ARRAY / size);
    }
    byte[] labels = new byte[count];
    byte[] pixels = new byte[count * size];
    copy(label, labels, 0, 1);
    for (int k = 0; k < size; k++) {
      copy(k < label ? k : k + 1, pixels, k, size);
    }
    return new LabeledImages(
        new IdxFile(new int[] {count, channels, rows, columns}, pixels),
        new IdxFile(new int[] {count}, labels));
  }

  private void copy(int column, byte[] to, int start, int step) {
    if (Thread.interrupted()) {
      throw new CancellationException("Stopped.");
    }
    ShortColumn values = table.shortColumn(column);
    for (int row = 0; row < values.size(); row++) {
      short value = values.getShort(row);
      if (value < 0 || value > 255) {
        Object found = values.isMissing(row) ? "" : value;
        throw refused(file, NO_PIXEL, found, row + firstLine, column + 1);
      }
      to[start + row * step] = (byte) value;
    }
  }

  private static IllegalArgumentException refused(Path file, String why, Object... values) {
    return new IllegalArgumentException(file + ": " + String.format(Locale.ROOT, why, values));
  }
}
