package fr.maillon.tache;

/**
 * À tirer ({@code Event<Reveil>}) dans la transaction qui laisse du travail à une tâche : elle part
 * dès que la transaction est validée, sans attendre son heure. Perdu avec le serveur, un réveil ne
 * perd rien : la tâche passera à son heure.
 *
 * @param tache nom de la {@link Tache}
 */
public record Reveil(String tache) {}
