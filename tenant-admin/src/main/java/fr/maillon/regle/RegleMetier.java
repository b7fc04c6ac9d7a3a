package fr.maillon.regle;

/**
 * Une règle du métier refuse ce qui est demandé. Le code est stable, en ASCII, et documenté ; le
 * détail est une phrase en français qui dit quoi faire. Rien ici ne connaît HTTP : les pages et
 * l'API traduisent chacune.
 */
public class RegleMetier extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;
  private final String champ;

  public RegleMetier(String code, String detail) {
    this(code, null, detail);
  }

  /**
   * @param champ le champ de la demande qui est en cause, tel que l'appelant l'a nommé ; null quand
   *     c'est l'ensemble
   */
  public RegleMetier(String code, String champ, String detail) {
    super(detail);
    this.code = code;
    this.champ = champ;
  }

  /**
   * Sans pile d'appels : un refus qui se répète par centaines n'apprend rien par elle, et elle
   * coûte plus que lui.
   */
  RegleMetier(String code, String detail, boolean pile) {
    super(detail, null, false, pile);
    this.code = code;
    this.champ = null;
  }

  public String code() {
    return code;
  }

  public String champ() {
    return champ;
  }
}
