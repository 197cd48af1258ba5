package generative.notebook.jupyter.kernel.display;

import generative.notebook.jupyter.FakeKernel;

/** As in the kernels. */
public interface RenderFunction {
  void render(Object value, FakeKernel.RenderContext context);
}
