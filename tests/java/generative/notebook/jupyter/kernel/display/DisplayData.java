package generative.notebook.jupyter.kernel.display;

import java.util.LinkedHashMap;
import java.util.Map;

/** As in the kernels. */
public final class DisplayData {

  public final Map<String, Object> data = new LinkedHashMap<>();
  public final Map<String, Object> metadata = new LinkedHashMap<>();
  public String id;

  public void putData(String mimeType, Object content) {
    data.put(mimeType, content);
  }

  public void putMetaData(String mimeType, Object hints) {
    metadata.put(mimeType, hints);
  }

  public void setDisplayId(String id) {
    this.id = id;
  }
}
