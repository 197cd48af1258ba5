/**
 * What is minimized: each class one formula with its source, usable by hand; all but the gradient
 * penalty, which needs the critic itself, are DJL losses, too.
 */
package generative.objective;
