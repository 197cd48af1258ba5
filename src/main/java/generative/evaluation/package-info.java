/** How good a model is: bounds and likelihoods on examples that training did not see. */
package generative.evaluation;
