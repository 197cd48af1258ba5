/** Grids of images and films. */
package generative.plot.image;
