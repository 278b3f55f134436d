/**
 * Starts the tests of what deploy/ holds, which are written in the language of what they test. The
 * tests themselves stand in it/composer/tests; nothing of the pipelines is tested here.
 */
package dev.assay.it.composer;
