/**
 * The page of the report as a browser shows it: what is drawn, reached by keyboard, downloaded, and
 * asked of the network. Must not hold: tests of the numbers that need no browser.
 */
package dev.assay.it.report;
