package generative.exchange;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;

/** What a {@link Safetensors} file says of itself: texts by name, and where which array lies. */
final class SafetensorsHeader {

  private static final String TEXTS = "__metadata__";

  private final Map<String, String> texts;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private long end;

  private SafetensorsHeader(Map<String, String> texts) {
    this.texts = texts;
  }

  /** An array's type, shape, and place among the arrays' bytes. */
  record Entry(DataType type, Shape shape, long from, long to) {

    static Entry of(DataType type, Shape shape, long from) {
      long bytes =
          LongStream.of(shape.getShape()).reduce(type.getNumOfBytes(), Math::multiplyExact);
      return new Entry(type, shape, from, Math.addExact(from, bytes));
    }

    private static Entry of(JsonObject json) {
      JsonArray place = json.getAsJsonArray("data_offsets");
      Entry entry =
          of(
              DataType.fromSafetensors(json.get("dtype").getAsString()),
              new Shape(new Gson().fromJson(json.get("shape"), long[].class)),
              place.get(0).getAsLong());
      if (entry.to != place.get(1).getAsLong()) {
        throw new IllegalArgumentException("the place is larger or smaller than the array");
      }
      return entry;
    }

    private Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("dtype", type.asSafetensors());
      json.put("shape", shape.getShape());
      json.put("data_offsets", new long[] {from, to});
      return json;
    }

    long bytes() {
      return to - from;
    }
  }

  /** The header of these texts and arrays, which lie one after another. */
  static SafetensorsHeader of(Map<String, String> texts, Map<String, NDArray> arrays) {
    SafetensorsHeader header = new SafetensorsHeader(texts);
    arrays.forEach((name, array) -> header.add(name, array.getDataType(), array.getShape()));
    return header;
  }

  /** Puts another array behind the last one. */
  void add(String name, DataType type, Shape shape) {
    append(name, Entry.of(type, shape, end));
  }

  private void append(String name, Entry entry) {
    if (entry.from != end) {
      throw new IllegalArgumentException("the array doesn't lie behind the one before");
    }
    entries.put(name, entry);
    end = entry.to;
  }

  Map<String, String> texts() {
    return texts;
  }

  /** Where which array lies, by name. */
  Map<String, Entry> entries() {
    return entries;
  }

  /** Where the last array ends. */
  long end() {
    return end;
  }

  /** As JSON, its length a multiple of 8. */
  byte[] json() {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put(TEXTS, texts);
    entries.forEach((name, entry) -> header.put(name, entry.json()));
    String json = new Gson().toJson(header);
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    return (json + " ".repeat(-length & 7)).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws RuntimeException if it is something else, of any kind
   */
  static SafetensorsHeader parse(byte[] json) {
    SafetensorsHeader header = new SafetensorsHeader(new LinkedHashMap<>());
    String text = new String(json, StandardCharsets.UTF_8);
    for (Map.Entry<String, JsonElement> part :
        JsonParser.parseString(text).getAsJsonObject().entrySet()) {
      JsonObject value = part.getValue().getAsJsonObject();
      if (part.getKey().equals(TEXTS)) {
        value.entrySet().forEach(t -> header.texts.put(t.getKey(), t.getValue().getAsString()));
      } else {
        header.append(part.getKey(), Entry.of(value));
      }
    }
    return header;
  }
}
