/** Charts of the plane: contours of a function, codings by their class. */
package generative.plot.plane;
