package generative.plot;

/**
 * A piece of a page, as HTML and, for where there are no pages, in words.
 *
 * @param html what is shown inside a page's body
 * @param text the same in a line of plain text
 */
public record Html(String html, String text) {

  /** Returns the plain text. */
  @Override
  public String toString() {
    return text;
  }
}
