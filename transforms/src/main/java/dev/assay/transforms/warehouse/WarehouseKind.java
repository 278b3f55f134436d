package dev.assay.transforms.warehouse;

import dev.assay.schemas.RequestException;
import java.util.ServiceLoader;

/**
 * A kind of warehouse, found by {@link ServiceLoader}: what speaks to one may need libraries that
 * are large and slow a start down, so that it is on the class path only where it is needed.
 */
public interface WarehouseKind {

  /** What stands before the colon in the URI of such a warehouse. */
  String scheme();

  /**
   * Opens a warehouse, which is made if there is none.
   *
   * @param place what stands behind the colon
   */
  Warehouse open(String place, WarehouseSettings settings);

  /**
   * Opens a warehouse that is there, to ask it and not to change it.
   *
   * @param place what stands behind the colon
   */
  WarehouseReader read(String place, WarehouseSettings settings);

  /**
   * Looks whether a warehouse can be opened and can take files of a lake. Makes nothing.
   *
   * @param place what stands behind the colon
   * @param lakeRoot the folder the files will lie under
   */
  void check(String place, String lakeRoot, WarehouseSettings settings);

  /**
   * The kind that a URI names.
   *
   * @throws RequestException if there is no such kind, or none on the class path
   */
  static WarehouseKind of(String uri) {
    String scheme = uri.substring(0, Math.max(0, uri.indexOf(':')));
    return ServiceLoader.load(WarehouseKind.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(kind -> kind.scheme().equals(scheme))
        .findFirst()
        .orElseThrow(() -> unknown(uri, scheme));
  }

  private static RequestException unknown(String uri, String scheme) {
    return new RequestException(
        "--warehouse="
            + uri
            + (scheme.equals("bigquery")
                ? " needs the libraries of Google Cloud, which are not on the class path: ./assay"
                    + " brings them; elsewhere, add assay-gcp"
                : ": unknown warehouse; write duckdb:FILE or bigquery:PROJECT."));
  }
}
