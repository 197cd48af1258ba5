package generative.notebook.jupyter.messages.publish;

import generative.notebook.jupyter.kernel.display.DisplayData;

/** As in the kernels. */
public record PublishUpdateDisplayData(DisplayData data) {}
