package generative.notebook;

import java.util.UUID;

/**
 * An output area whose content can be replaced, also from the thread that the stop button has
 * interrupted. Outside a kernel each content is printed.
 */
public final class Live {

  private final String id = UUID.randomUUID().toString();
  private final Kernel.Cell cell;
  private boolean shown;

  /** Opens an area in the cell that is running; it appears with its first content. */
  public Live() {
    this(Kernel.current().map(Kernel::cell).orElse(null));
  }

  Live(Kernel.Cell cell) {
    this.cell = cell;
  }

  /** Whether a front end shows more than plain text here. */
  boolean isRich() {
    return cell != null;
  }

  /** Shows the value, in place of the one shown before. */
  public synchronized void set(Object value) {
    Bundle bundle = Renderers.bundle(value);
    if (cell == null) {
      System.out.println(bundle);
    } else if (shown) {
      cell.update(id, bundle);
    } else {
      cell.show(id, bundle);
    }
    shown = true;
  }
}
