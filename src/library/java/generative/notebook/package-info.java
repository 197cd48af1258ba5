/**
 * The only room that knows Jupyter: showing values, live output, training progress, self-checks.
 *
 * <p>It works in the JJava and IJava kernels, which it reaches by reflection, and prints plain text
 * anywhere else.
 */
package generative.notebook;
