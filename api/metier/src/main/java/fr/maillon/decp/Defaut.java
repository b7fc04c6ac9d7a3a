package fr.maillon.decp;

/**
 * Tout ce qui peut clocher sans empêcher d'accueillir un contrat. Les codes qui portent un nom dans
 * les statistiques DECP (README §10) le gardent tel quel, pour que les deux se comparent.
 */
enum Defaut {
  ACHETEUR_SIRET_FORMAT(
      "acheteur_siret_absent_ou_format",
      "SIRET de l'acheteur absent ou mal écrit",
      "Le SIRET de l'acheteur manque ou ne compte pas 14 chiffres. Demandez-le à l'acheteur."),
  ACHETEUR_SIRET_LUHN(
      "acheteur_siret_luhn",
      "SIRET de l'acheteur à clé fausse",
      "La clé du SIRET de l'acheteur est fausse. Vérifiez le numéro dans le répertoire Sirene."),
  ACTES_SANS_DECLARATION(
      "actesSousTraitance_mais_sousTraitanceDeclaree_false",
      "Actes de sous-traitance sans déclaration",
      "Des actes de sous-traitance figurent alors qu'aucune n'était déclarée à l'attribution. C'est"
          + " permis : rien à faire."),
  ATTRIBUT_HORS_LISTE(
      "valeur_hors_liste",
      "Valeur hors de la liste officielle",
      "Cette valeur n'est pas dans la liste officielle ; elle est gardée telle quelle. À corriger"
          + " chez l'acheteur."),
  BOOLEEN_ILLISIBLE(
      "booleen_illisible",
      "Oui ou non illisible",
      "On attendait oui ou non. La valeur est ignorée."),
  CHAMP_INCONNU(
      "champ_inconnu",
      "Champ étranger au format",
      "Ce champ n'appartient pas au format DECP. Il est ignoré dans tout le fichier."),
  CLE_EN_DOUBLE(
      "cle_acheteur+id_en_double",
      "Même acheteur et même numéro en double",
      "Cet acheteur a déjà un contrat sous ce numéro dans le fichier : autre lot, ou republication."
          + " Vérifiez le rapprochement."),
  CONSIDERATIONS_CONTRADICTOIRES(
      "considerationsSociales_contradictoires",
      "Considérations sociales contradictoires",
      "« Pas de considération sociale » figure à côté d'une considération. Seule la valeur positive"
          + " compte ; à confirmer avec l'acheteur."),
  CONSIDERATIONS_ENSEMBLE(
      "considerationsSociales_en_un_seul_texte",
      "Considérations réunies dans un seul texte",
      "Plusieurs considérations sociales sont écrites dans un seul texte. Elles sont séparées ;"
          + " relisez-les."),
  CARACTERES_RETIRES(
      "caracteres_retires",
      "Caractères que rien ne peut garder",
      "Des caractères nuls ou brisés, que rien ne peut garder, ont été retirés d'un texte. Relisez"
          + " l'objet et les noms."),
  CONSIDERATION_HORS_LISTE(
      "considerationsSociales_hors_liste",
      "Considération sociale hors liste",
      "Cette considération sociale n'existe pas dans le format. Elle est ignorée ; demandez la"
          + " bonne à l'acheteur."),
  CONSIDERATIONS_ABSENTES(
      "considerationsSociales_absentes",
      "Considérations sociales absentes",
      "Le format 2022 exige les considérations sociales. Elles sont inconnues ; demandez-les à"
          + " l'acheteur."),
  CONFONDUS(
      "elements_confondus",
      "Titulaires ou avenants confondus",
      "Plusieurs titulaires ou avenants ont été fondus en un seul avant publication. Ils sont"
          + " séparés ; relisez-les."),
  CPV_ABSENT("cpv_absent", "Code CPV absent", "Le code CPV manque. Complétez-le d'après l'objet."),
  CPV_CLE(
      "cpv_cle_controle_fausse",
      "Code CPV à clé fausse",
      "La clé du code CPV est fausse ; seuls ses huit chiffres sont retenus. Vérifiez-les."),
  CPV_FORMAT(
      "cpv_format",
      "Code CPV mal écrit",
      "Le code CPV n'a pas huit chiffres. Il est rétabli au mieux (zéro perdu, espace) ;"
          + " vérifiez-le."),
  CPV_INCONNU(
      "cpv_inconnu_nomenclature_2008",
      "Code CPV inconnu de la nomenclature",
      "Ce code CPV n'existe pas dans la nomenclature de 2008. Choisissez-en un autre."),
  DATE_NOTIFICATION_ABSENTE(
      "dateNotification_absente",
      "Date de notification absente",
      "La date de notification manque. Demandez-la à l'acheteur."),
  DATE_PUBLICATION_ABSENTE(
      "datePublication_absente",
      "Date de publication absente",
      "La date de publication manque. Rien à faire."),
  DATE_FORMAT(
      "date_format_non_AAAA-MM-JJ",
      "Date écrite hors format",
      "La date n'est pas écrite AAAA-MM-JJ, ou porte un fuseau horaire. Le jour retenu est celui de"
          + " Paris."),
  DATE_ILLISIBLE(
      "date_illisible",
      "Date illisible",
      "Cette date ne se lit pas. Elle est laissée vide ; complétez-la."),
  DATE_INVRAISEMBLABLE(
      "date_invraisemblable",
      "Date invraisemblable",
      "Cette date est hors du possible. Elle est laissée vide ; complétez-la."),
  DOUBLON_STRICT(
      "doublon_strict",
      "Enregistrement répété à l'identique",
      "Le même enregistrement figure déjà dans le fichier, à l'identique. Il ne compte qu'une"
          + " fois."),
  DUREE_ABSENTE("dureeMois_absente", "Durée absente", "La durée manque. Demandez-la à l'acheteur."),
  DUREE_INFERIEURE(
      "dureeMois_<1",
      "Durée inférieure à un mois",
      "La durée est inférieure à un mois. Elle est laissée vide ; complétez-la."),
  DUREE_INVRAISEMBLABLE(
      "dureeMois_invraisemblable",
      "Durée invraisemblable",
      "La durée dépasse cent ans. Elle est laissée vide ; complétez-la."),
  DUREE_CHAINE(
      "dureeMois_type_chaine",
      "Durée écrite comme un texte",
      "La durée est écrite comme un texte. Elle est lue quand même : rien à faire."),
  REMPLACEMENT(
      "enregistrement_avec_U+FFFD",
      "Accents perdus",
      "Des accents ont été perdus avant publication. Relisez l'objet et les noms."),
  ENCODAGE(
      "fichier_en_windows_1252",
      "Fichier en Windows-1252, non en UTF-8",
      "Le fichier n'est pas en UTF-8 ; il est lu comme Windows l'écrit (Windows-1252). Relisez les"
          + " accents de l'objet et des noms."),
  ENTITE_HTML(
      "enregistrement_avec_entite_HTML",
      "Codes HTML dans un texte",
      "Un texte contient des codes HTML. Ils sont traduits : rien à faire."),
  ESPACES(
      "enregistrement_avec_espaces_en_bord",
      "Espaces en bord de texte",
      "Un texte commence ou finit par des espaces. Ils sont retirés : rien à faire."),
  FORME_PRIX(
      "formePrix_hors_liste_ou_absente",
      "Forme du prix absente ou hors liste",
      "La forme du prix manque ou n'est pas dans la liste officielle. À compléter si besoin."),
  ID_ABSENT(
      "id_absent",
      "Numéro du contrat absent",
      "Le numéro du contrat manque ; il est reconnu à son objet. Demandez le numéro à l'acheteur."),
  ID_CARACTERES(
      "id_caracteres_deconseilles",
      "Numéro à caractères déconseillés",
      "Le numéro contient des caractères déconseillés. Il est gardé tel quel."),
  ID_COURT(
      "id_trop_court",
      "Numéro trop court",
      "Le numéro est plus court que le format ne le prévoit. Il est gardé tel quel."),
  ID_LONG(
      "id_trop_long",
      "Numéro trop long",
      "Le numéro dépasse 16 caractères. Il est gardé tel quel."),
  LIEU_CODE_ABSENT(
      "lieu_code_absent",
      "Lieu d'exécution sans code",
      "Le lieu d'exécution n'a pas de code. Complétez-le pour situer le contrat."),
  LIEU_INCOHERENT(
      "lieu_code_incoherent_avec_typeCode",
      "Code du lieu contraire à son type",
      "Le code du lieu ne correspond pas à son type. Un zéro perdu est rétabli ; sinon vérifiez le"
          + " lieu."),
  LIEU_TYPE(
      "lieu_typeCode_hors_liste_ou_absent",
      "Type de lieu absent ou hors liste",
      "Le type de code du lieu manque ou n'est pas dans la liste. Vérifiez le lieu."),
  MARQUEUR(
      "valeur_marqueur",
      "Marqueur de donnée manquante",
      "Cette valeur signale une donnée manquante (MQ, CDL, NC ou INX). Elle est laissée vide."),
  MODIFICATION_ID_EN_DOUBLE(
      "modification_id_en_double",
      "Modifications de même numéro",
      "Deux modifications portent le même numéro. Elles sont gardées toutes deux."),
  MODIFICATION_VIDE(
      "modification_vide",
      "Modification vide",
      "Une modification ne contient rien. Elle est ignorée : rien à faire."),
  MONTANT_ABSENT(
      "montant_absent", "Montant absent", "Le montant manque. Demandez-le à l'acheteur."),
  MONTANT_EGAL_1(
      "montant_egal_1",
      "Montant de 1 €",
      "Un montant de 1 € est souvent un remplissage. Demandez le montant réel."),
  MONTANT_ILLISIBLE(
      "montant_illisible",
      "Montant illisible",
      "Ce montant n'est pas un nombre. Il est laissé vide ; complétez-le."),
  MONTANT_INVRAISEMBLABLE(
      "montant_invraisemblable",
      "Montant invraisemblable",
      "Ce montant atteint 3 milliards d'euros. Il est laissé vide ; complétez-le."),
  MONTANT_NEGATIF(
      "montant_negatif",
      "Montant négatif",
      "Ce montant est négatif. Il est laissé vide ; complétez-le."),
  MONTANT_NUL(
      "montant_nul",
      "Montant nul",
      "Le montant est nul. Demandez le montant ou le maximum estimé."),
  MONTANT_CHAINE(
      "montant_type_chaine",
      "Montant écrit comme un texte",
      "Le montant est écrit comme un texte. Il est lu quand même : rien à faire."),
  NATURE(
      "nature_hors_liste_ou_absente",
      "Nature absente ou hors liste",
      "La nature manque ou n'est pas dans la liste officielle. Elle est rétablie quand elle se"
          + " reconnaît."),
  NOMBRE_ILLISIBLE(
      "nombre_illisible", "Nombre illisible", "On attendait un nombre. La valeur est ignorée."),
  NOTIFICATION_TARDIVE(
      "notification_apres_publication",
      "Notification après la publication",
      "La notification est postérieure à la publication. Vérifiez les deux dates."),
  OBJET_ABSENT(
      "objet_absent",
      "Objet absent",
      "L'objet manque. Complétez-le d'après les pièces du contrat."),
  OBJET_CONTROLE(
      "objet_caractere_de_controle",
      "Caractères invisibles dans l'objet",
      "L'objet contient des caractères invisibles. Ils sont retirés : relisez l'objet."),
  OBJET_SAUT(
      "objet_saut_de_ligne_ou_tab",
      "Retours à la ligne dans l'objet",
      "L'objet contient des retours à la ligne. Ils sont remplacés par des espaces : rien à"
          + " faire."),
  OBJET_SOCIAL(
      "objet_social_mais_Pas_de_consideration",
      "Objet social, considération non déclarée",
      "L'objet parle de social alors que l'acheteur déclare qu'il n'y a rien. Vérifiez avec lui."),
  PROCEDURE(
      "procedure_hors_liste_ou_absente",
      "Procédure absente ou hors liste",
      "La procédure manque ou n'est pas dans la liste officielle. Elle est rétablie quand elle se"
          + " reconnaît."),
  TITULAIRE_EGAL_ACHETEUR(
      "titulaire_egal_acheteur",
      "Titulaire identique à l'acheteur",
      "Le titulaire est l'acheteur lui-même. Demandez le bon titulaire."),
  TITULAIRE_EN_DOUBLE(
      "titulaire_en_double_dans_le_marche",
      "Titulaire en double dans le marché",
      "Le même titulaire figure deux fois. Il n'est compté qu'une fois dans l'identité du lot."),
  TITULAIRE_SIRET_FORMAT(
      "titulaire_siret_format",
      "SIRET du titulaire mal écrit",
      "Le SIRET du titulaire ne compte pas 14 chiffres. Corrigez-le avant de le rapprocher."),
  TITULAIRE_SIRET_LUHN(
      "titulaire_siret_luhn",
      "SIRET du titulaire à clé fausse",
      "La clé du SIRET du titulaire est fausse. Vérifiez-le dans le répertoire Sirene."),
  TITULAIRE_TYPE(
      "titulaire_typeIdentifiant_hors_liste_ou_vide",
      "Type d'identifiant du titulaire absent ou hors liste",
      "Le type d'identifiant du titulaire manque ou n'est pas dans la liste."),
  TITULAIRES_ABSENTS(
      "titulaires_absents_ou_vides",
      "Titulaires absents",
      "Aucun titulaire n'est déclaré. Demandez-le à l'acheteur.");

  private final String code;
  private final String libelle;
  private final String message;

  Defaut(String code, String libelle, String message) {
    this.code = code;
    this.libelle = libelle;
    this.message = message;
  }

  String code() {
    return code;
  }

  String libelle() {
    return libelle;
  }

  String message() {
    return message;
  }
}
