package generative.notebook;

import static generative.notebook.Notebook.show;
import static generative.notebook.Notebook.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import generative.data.Compute;
import generative.data.Examples;
import generative.plot.Curves;
import generative.plot.Gif;
import generative.plot.Html;
import generative.training.Training;
import java.util.List;
import org.junit.jupiter.api.Test;

class NotebookTest {

  @Test
  void setUpNamesTheDeviceAndKeepsTheEngineFromCallingHome() {
    assertThat(Printed.by(Notebook::setUp)).contains("PyTorch", "DJL");
    assertThat(System.getProperty("OPT_OUT_TRACKING")).isEqualTo("true");
  }

  @Test
  void outsideAKernelAnythingIsShownAsText() {
    Curves chart = Curves.curves("x", "y").line("line", new double[] {1, 2}).title("A title");
    String printed =
        Printed.by(
            () ->
                show(
                    "word",
                    3,
                    Notebook.html("<b>bold</b>"),
                    Notebook.markdown("$x^2$"),
                    new Html("<i>page</i>", "a page in words"),
                    chart,
                    table("n", new int[] {7}),
                    new int[] {1}));
    assertThat(printed.lines())
        .containsExactly(
            "word",
            "3",
            "bold",
            "$x^2$",
            "a page in words",
            "[chart: A title]",
            "n",
            "7",
            "int[1] 1");
    assertThat(Notebook.html("<b>bold</b>").data()).containsEntry("text/html", "<b>bold</b>");
  }

  @Test
  void anAnimationIsAnImageWithWordsForThoseWhoDoNotSeeIt() {
    Gif gif = new Gif(new byte[] {1, 2, 3}, 42, 38, "from \"a\" to <b>");
    assertThat(Renderers.bundle(gif).data())
        .containsEntry(
            "text/html",
            "<img width=\"42\" height=\"38\" alt=\"from &quot;a&quot; to &lt;b&gt;\""
                + " src=\"data:image/gif;base64,AQID\">")
        .containsEntry("text/plain", "[animation: from \"a\" to <b>]");
  }

  @Test
  void aTableTakesTensorsListsArraysAndSingleValues() {
    try (NDManager manager = Compute.newManager()) {
      var table =
          table(
              "tensor", manager.create(new float[] {1.5f, 2}),
              "flags", new boolean[] {true, false},
              "words", List.of("a", "b"));
      assertThat(table.shape()).contains("2 rows X 3 cols");
      assertThat(table.doubleColumn("tensor").get(0)).isEqualTo(1.5);
    }
    assertThat(table("one", 4, "none", null).rowCount()).isEqualTo(1);
  }

  @Test
  void aTableNamesWhatDoesNotFit() {
    assertThatThrownBy(() -> table("a"))
        .hasMessage("1 arguments; names and values must take turns");
    assertThatThrownBy(() -> table(3, "a"))
        .hasMessage("argument 1 is 3; a column's name is needed");
    assertThatThrownBy(() -> table("a", new int[2], "b", new int[3]))
        .hasMessage("column \"b\" has 3 values; the columns before it have 2");
  }

  private static Block linear() {
    Block block = Linear.builder().setUnits(2).build();
    block.initialize(Compute.newManager(), DataType.FLOAT32, new Shape(1, 3));
    return block;
  }

  private static boolean isFreed(Block block) {
    return block.getParameters().values().stream().noneMatch(p -> p.isInitialized());
  }

  @Test
  void aLaterTrainingOfTheNameFreesTheEarlierNetworkButNotWhatItShares() {
    try (NDManager manager = Compute.newManager()) {
      Examples data = Examples.of(manager.ones(new Shape(4, 3)), null);
      Block first = linear();
      Block second = linear();
      Training earlier = Notebook.training("test", first, data, 2);
      Training again = Notebook.training("test", first, data, 2);
      assertThat(isFreed(first)).isFalse();
      assertThatThrownBy(earlier::progress).hasMessageContaining("closed");

      SequentialBlock sharing = new SequentialBlock().add(first);
      Notebook.training("test", sharing, data, 2);
      assertThat(isFreed(first)).isFalse();
      assertThatThrownBy(again::progress).hasMessageContaining("closed");

      Notebook.training("another", linear(), data, 2);
      assertThat(isFreed(first)).isFalse();
      Notebook.training("test", second, data, 2);
      assertThat(isFreed(first)).isTrue();
      assertThat(isFreed(second)).isFalse();
    }
  }
}
