package generative.training;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A checkpoint that somebody changed, who then made the checksum agree. */
final class Tampered {

  private static final int CHECKSUM_BYTES = 32;

  private final JsonObject header;
  private final byte[] arrays;

  Tampered(byte[] good) {
    int length = Math.toIntExact(ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getLong());
    String json = new String(good, Long.BYTES, length, StandardCharsets.UTF_8);
    header = JsonParser.parseString(json).getAsJsonObject();
    arrays = Arrays.copyOfRange(good, Long.BYTES + length, good.length - CHECKSUM_BYTES);
  }

  List<String> texts() {
    return List.copyOf(header.getAsJsonObject("__metadata__").keySet());
  }

  List<String> arrays() {
    return header.keySet().stream().filter(k -> !k.matches("__metadata__|checksum")).toList();
  }

  JsonArray shape(String array) {
    return header.getAsJsonObject(array).getAsJsonArray("shape");
  }

  /** Writes the file with its texts changed. */
  void write(Path file, Consumer<JsonObject> change) throws Exception {
    JsonObject changed = header.deepCopy();
    change.accept(changed.getAsJsonObject("__metadata__"));
    write(file, changed, arrays);
  }

  /** Writes the file with the description of its arrays changed. */
  void writeArrays(Path file, Consumer<JsonObject> change) throws Exception {
    JsonObject changed = header.deepCopy();
    change.accept(changed);
    write(file, changed, arrays);
  }

  /** Writes the file without one of its arrays. */
  void writeWithout(Path file, String array) throws Exception {
    writeCut(file, array, 0, changed -> changed.remove(array));
  }

  /** Writes the file with the first row alone of one of its arrays. */
  void writeFirstRow(Path file, String array) throws Exception {
    JsonObject entry = header.getAsJsonObject(array);
    JsonArray place = entry.getAsJsonArray("data_offsets");
    int from = place.get(0).getAsInt();
    int row = (place.get(1).getAsInt() - from) / shape(array).get(0).getAsInt();
    writeCut(
        file,
        array,
        row,
        changed -> {
          JsonObject cut = changed.getAsJsonObject(array);
          cut.getAsJsonArray("shape").set(0, new JsonPrimitive(1));
          cut.getAsJsonArray("data_offsets").set(1, new JsonPrimitive(from + row));
        });
  }

  private void writeCut(Path file, String array, int kept, Consumer<JsonObject> change)
      throws Exception {
    JsonArray place = header.getAsJsonObject(array).getAsJsonArray("data_offsets");
    int from = place.get(0).getAsInt() + kept;
    int to = place.get(1).getAsInt();
    byte[] left = new byte[arrays.length - (to - from)];
    System.arraycopy(arrays, 0, left, 0, from);
    System.arraycopy(arrays, to, left, from, arrays.length - to);
    JsonObject changed = header.deepCopy();
    change.accept(changed);
    for (String later : changed.keySet()) {
      JsonArray offsets = changed.getAsJsonObject(later).getAsJsonArray("data_offsets");
      if (offsets != null && offsets.get(0).getAsInt() >= to) {
        offsets.set(0, new JsonPrimitive(offsets.get(0).getAsInt() - (to - from)));
        offsets.set(1, new JsonPrimitive(offsets.get(1).getAsInt() - (to - from)));
      }
    }
    write(file, changed, left);
  }

  /** Moves a member of a JSON object to another name, in its place. */
  static void rename(JsonObject object, String name, String other) {
    JsonObject before = object.deepCopy();
    for (String key : before.keySet()) {
      object.add(key.equals(name) ? other : key, object.remove(key));
    }
  }

  private static void write(Path file, JsonObject header, byte[] arrays) throws Exception {
    write(file, header.toString(), arrays);
  }

  /** Writes any header before any arrays, with the checksum of both. */
  static void write(Path file, String header, byte[] arrays) throws Exception {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer summed =
        ByteBuffer.allocate(Long.BYTES + json.length + arrays.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json)
            .put(arrays);
    append(file, summed.array(), MessageDigest.getInstance("SHA-256").digest(summed.array()));
  }

  private static void append(Path file, byte[]... parts) throws IOException {
    Files.write(file, new byte[0]);
    for (byte[] part : parts) {
      Files.write(file, part, StandardOpenOption.APPEND);
    }
  }
}
