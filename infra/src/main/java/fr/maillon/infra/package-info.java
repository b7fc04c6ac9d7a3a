/**
 * The launcher: real PostgreSQL, Keycloak and Open Liberty, without containers, for the
 * demonstration and for the tests.
 *
 * <p>Everything it unpacks or writes lies under {@code .run/} at the root of the repository. Three
 * rules hold throughout: whatever was half done is done again (unpack beside, then rename);
 * whatever was started is stopped, with its descendants; every wait has a deadline and, past it,
 * shows the end of the log of the server it waited for.
 */
package fr.maillon.infra;
