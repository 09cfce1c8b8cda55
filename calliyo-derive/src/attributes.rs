//! Serde's attributes, as far as the types of the core have them; any other is refused.

use syn::{
    Attribute, Error, ExprPath, Ident, LitStr, Path, Result, meta::ParseNestedMeta, parenthesized,
};

/// What is said of a type.
#[derive(Default)]
pub(crate) struct OfType {
    /// Its fields, or those of an enum its variants, are in camelCase.
    pub(crate) is_camel_case: bool,
    /// The fields of its variants are in camelCase.
    pub(crate) has_camel_case_fields: bool,
    /// What is missing has the value that it has in the type's default.
    pub(crate) has_default: bool,
    /// The field that tells the variant.
    pub(crate) tag: Option<String>,
}

impl OfType {
    pub(crate) fn read(attributes: &[Attribute]) -> Result<Self> {
        let mut own = Self::default();
        each(attributes, |meta| {
            if meta.path.is_ident("rename_all") {
                own.is_camel_case = true;
                camel_case_alone(meta)
            } else if meta.path.is_ident("rename_all_fields") {
                own.has_camel_case_fields = true;
                camel_case_alone(meta)
            } else if meta.path.is_ident("default") {
                own.has_default = true;
                Ok(())
            } else if meta.path.is_ident("tag") {
                own.tag = Some(text(meta)?.value());
                Ok(())
            } else if meta.path.is_ident("bound") {
                // Every parameter of a type is read anyway; what serde is told of them is of no use here.
                let content;
                parenthesized!(content in meta.input);
                content.parse::<proc_macro2::TokenStream>().map(drop)
            } else {
                Err(unknown(meta))
            }
        })?;
        Ok(own)
    }
}

/// What is said of a variant.
#[derive(Default)]
pub(crate) struct OfVariant {
    /// Its name on the wire, where that does not follow from its name.
    rename: Option<String>,
}

impl OfVariant {
    pub(crate) fn read(attributes: &[Attribute]) -> Result<Self> {
        let mut own = Self::default();
        each(attributes, |meta| {
            if !meta.path.is_ident("rename") {
                return Err(unknown(meta));
            }
            own.rename = Some(text(meta)?.value());
            Ok(())
        })?;
        Ok(own)
    }

    /// The variant's name on the wire: in camelCase it begins with a small letter.
    pub(crate) fn name(self, ident: &Ident, is_camel_case: bool) -> String {
        let name = ident.to_string();
        match (self.rename, name.split_at_checked(1)) {
            (Some(own), _) => own,
            (None, Some((first, rest))) if is_camel_case => first.to_ascii_lowercase() + rest,
            _ => name,
        }
    }
}

/// What is said of a field.
#[derive(Default)]
pub(crate) struct OfField {
    rename: Option<String>,
    /// Other names that it is read under.
    pub(crate) aliases: Vec<String>,
    /// What it is where it is missing.
    pub(crate) missing: Missing,
    /// The function that reads it.
    pub(crate) read_with: Option<Path>,
    /// Its fields stand among those of the type.
    pub(crate) is_flat: bool,
}

/// What a field is where it is missing.
#[derive(Default)]
pub(crate) enum Missing {
    /// A fault, or the value that the type of the field has for it.
    #[default]
    Own,
    /// The default of its type.
    Default,
    /// What a function gives.
    From(ExprPath),
}

impl OfField {
    pub(crate) fn read(attributes: &[Attribute]) -> Result<Self> {
        let mut own = Self::default();
        each(attributes, |meta| {
            if meta.path.is_ident("rename") {
                own.rename = Some(text(meta)?.value());
            } else if meta.path.is_ident("alias") {
                own.aliases.push(text(meta)?.value());
            } else if meta.path.is_ident("default") {
                let is_plain = !meta.input.peek(syn::Token![=]);
                own.missing =
                    if is_plain { Missing::Default } else { Missing::From(text(meta)?.parse()?) };
            } else if meta.path.is_ident("deserialize_with") {
                own.read_with = Some(beside(&text(meta)?)?);
            } else if meta.path.is_ident("flatten") {
                own.is_flat = true;
            } else if meta.path.is_ident("skip_serializing_if") {
                text(meta)?;
            } else {
                return Err(unknown(meta));
            }
            Ok(())
        })?;
        Ok(own)
    }

    /// The field's name on the wire.
    pub(crate) fn name(&self, ident: &Ident, is_camel_case: bool) -> String {
        match &self.rename {
            Some(own) => own.clone(),
            None if is_camel_case => camel_case(&ident.to_string()),
            None => ident.to_string(),
        }
    }
}

/// The function `read` beside the function `deserialize` that serde is told of.
fn beside(deserialize: &LitStr) -> Result<Path> {
    let mut path: Path = deserialize.parse()?;
    match path.segments.last_mut() {
        Some(last) if last.ident == "deserialize" => {
            last.ident = Ident::new("read", deserialize.span());
            Ok(path)
        }
        _ => Err(Error::new(
            deserialize.span(),
            "`derive(Read)` wants the path of a function `deserialize`, and calls `read` beside it",
        )),
    }
}

/// Goes through what is said in the attributes of serde.
fn each(
    attributes: &[Attribute],
    mut visit: impl FnMut(&ParseNestedMeta<'_>) -> Result<()>,
) -> Result<()> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("serde"))
        .try_for_each(|attribute| attribute.parse_nested_meta(|meta| visit(&meta)))
}

fn text(meta: &ParseNestedMeta<'_>) -> Result<LitStr> {
    meta.value()?.parse()
}

fn camel_case_alone(meta: &ParseNestedMeta<'_>) -> Result<()> {
    match text(meta)? {
        rule if rule.value() == "camelCase" => Ok(()),
        rule => Err(Error::new(rule.span(), "`derive(Read)` knows `camelCase` alone")),
    }
}

fn unknown(meta: &ParseNestedMeta<'_>) -> Error {
    meta.error("`derive(Read)` does not know this attribute of serde")
}

/// A name of a field in camelCase, as serde makes it: `due_at` becomes `dueAt`.
fn camel_case(name: &str) -> String {
    let mut words = name.split('_').filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let (initial, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        name + &initial.to_ascii_uppercase() + rest
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_fields_become_camel_case() {
        for (name, own) in
            [("at", "at"), ("due_at", "dueAt"), ("a_5_b", "a5B"), ("is_2nd", "is2nd")]
        {
            assert_eq!(camel_case(name), own);
        }
    }

    #[test]
    fn a_name_of_a_variant_follows_from_it_unless_it_is_told() {
        let name = |attributes: &[Attribute], is_camel_case| {
            let ident = Ident::new("StatusChange", proc_macro2::Span::call_site());
            OfVariant::read(attributes).map(|own| own.name(&ident, is_camel_case)).unwrap()
        };
        assert_eq!(name(&[], true), "statusChange");
        assert_eq!(name(&[], false), "StatusChange");
        let told = [syn::parse_quote!(#[serde(rename = "status.changed")])];
        assert_eq!(name(&told, true), "status.changed");
    }
}
