/**
 * What the computations of gold share: days and instants as gold rows hold them, averages, the
 * first few of an order.
 *
 * <p>Must not live here: what any domain computes, how rows travel.
 */
package dev.assay.transforms.gold;
