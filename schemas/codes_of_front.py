"""Closed code lists of the front tables: what they tell apart that no core table does."""

from schemas.code import Code

CODES_OF_FRONT: dict[str, dict[str, Code]] = {
    "issue_origin": {
        "flag": Code("signalement", "flag", "A reader or a rule of the build doubts the record."),
        "conflict": Code("conflit", "conflict", "Another value of the same quantity differs."),
        "correction": Code("correction", "correction", "The project publishes something else than what is printed."),
        "claim": Code("affirmation", "claim", "The other printed values refute the statement."),
        "unverified_source": Code("source non vérifiée", "unverified source", "The page that states the value is not known."),
    },
    "issue_kind": {
        "correction": Code("correction", "correction", "The published text departs from the printed one."),
        "refuted_claim": Code("affirmation réfutée", "refuted claim", "The bounds of the stated and the recomputed value do not meet."),
        "unverified_source": Code("source non vérifiée", "unverified source", "Nobody has seen the page that states the value."),
    },
    "statement_period": {
        "year": Code("année", "year", "One whole year."),
        "span": Code("intervalle", "span", "Years from one to another, or from one on: there is no single year."),
        "half_year": Code("semestre", "half-year", "A half of a year."),
        "month": Code("mois", "month", "A month."),
        "day": Code("jour", "day", "A day."),
        "none": Code("aucune", "none", "No period is stated."),
    },
    "statement_status": {
        "fact": Code("fait", "fact", "Stated as a fact."),
        "planned": Code("prévu", "planned", "An amount that is told as announced or decided, and not as spent."),
        "target": Code("objectif", "target", "Stated as an aim, a plan or a requirement."),
    },
    "foundation_status": {
        "stated": Code("énoncée", "stated", "A document states the year of the foundation."),
        "merger_stated": Code(
            "fusion énoncée", "merger stated", "A document states the year of the merger that made it, not of a foundation."
        ),
        "foundation_undated": Code(
            "fondation non datée", "foundation undated", "A document tells the foundation or the merger that made it, without its year."
        ),
        "not_stated": Code("non énoncée", "not stated", "No document tells the foundation, nor a merger that made it."),
    },
    "amount_kind": {
        "price": Code("prix", "price", "Price of what is bought."),
        "investment": Code("investissement", "investment", "What an organisation puts into its own sites or into another one."),
        "grant": Code("subvention", "grant", "Subsidy that is not paid back."),
        "loan": Code("prêt", "loan", "Loan that is paid back."),
        "funding": Code("financement", "funding", "Financing of an organisation, whose form is mixed or not stated."),
        "budget": Code("budget", "budget", "Budget of a programme, of which no organisation is said to have received anything."),
        "other": Code("autre", "other", "Another amount of an event."),
    },
    "source_kind": {
        "cited": Code("citée", "cited", "A document cites it."),
        "web_page": Code("page web", "web page", "The project has read it, or noted it as a lead."),
    },
}
