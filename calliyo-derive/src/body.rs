//! The code of an implementation: tables of names, and a call per field.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Data, DeriveInput, Error, Fields, GenericParam, Generics, Ident, Result, Variant, parse_quote,
};

use crate::attributes::{Missing, OfField, OfType, OfVariant};

/// The implementation of `Read` for a type.
pub(crate) fn implementation(input: &DeriveInput) -> Result<TokenStream> {
    let of_type = OfType::read(&input.attrs)?;
    let members = match &input.data {
        Data::Struct(data) => of_struct(&of_type, &data.fields)?,
        Data::Enum(data) => {
            let variants: Vec<&Variant> = data.variants.iter().collect();
            of_enum(&of_type, &input.ident, &variants)?
        }
        Data::Union(data) => {
            return Err(Error::new_spanned(data.union_token, "`derive(Read)` reads no unions"));
        }
    };
    let name = &input.ident;
    let generics = with_bounds(input.generics.clone());
    let (parameters, arguments, conditions) = generics.split_for_impl();
    Ok(quote! {
        #[cfg(feature = "wire")]
        #[automatically_derived]
        impl #parameters crate::wire::Read for #name #arguments #conditions {
            #members
        }
    })
}

/// The parameters of the type, each of which can be read, too.
fn with_bounds(mut generics: Generics) -> Generics {
    for parameter in &mut generics.params {
        if let GenericParam::Type(parameter) = parameter {
            parameter.bounds.push(parse_quote!(crate::wire::Read));
        }
    }
    generics
}

/// The function `read` with a body, which has a `reader`.
fn read(body: &TokenStream) -> TokenStream {
    quote! {
        fn read(reader: &crate::wire::Reader<'_>) -> Self {
            #body
        }
    }
}

fn of_struct(of_type: &OfType, fields: &Fields) -> Result<TokenStream> {
    if of_type.tag.is_some() || of_type.has_camel_case_fields {
        return Err(Error::new_spanned(fields, "a struct has neither a tag nor variants"));
    }
    let fields = Told::all(fields, of_type.is_camel_case)?;
    let passing = if fields.iter().any(|field| field.of_field.is_flat) {
        quote!(let reader = &reader.passing_unknown();)
    } else {
        TokenStream::new()
    };
    let opened = opened(&fields, None);
    let value = if of_type.has_default {
        let updates = fields.iter().map(Told::update).collect::<Result<Vec<_>>>()?;
        quote! {
            let mut value = <Self as ::core::default::Default>::default();
            #(#updates)*
            value
        }
    } else {
        let values = values(&fields)?;
        quote!(Self { #values })
    };
    Ok(read(&quote!(#passing #opened #value)))
}

fn of_enum(of_type: &OfType, name: &Ident, variants: &[&Variant]) -> Result<TokenStream> {
    if of_type.has_default || variants.is_empty() {
        return Err(Error::new_spanned(name, "an enum has variants, and no fields of its own"));
    }
    let mut names = Vec::new();
    for variant in variants {
        let of_variant = OfVariant::read(&variant.attrs)?;
        names.push(of_variant.name(&variant.ident, of_type.is_camel_case));
    }
    let are_names = variants.iter().all(|variant| matches!(variant.fields, Fields::Unit));
    let (found, index) = match &of_type.tag {
        Some(tag) => (quote!(let index = reader.tagged(#tag, Self::NAMES);), quote!(index)),
        None if are_names => (quote!(let index = reader.name(Self::NAMES);), quote!(index)),
        None => (quote!(let choice = reader.choice(Self::NAMES);), quote!(choice.index)),
    };
    let mut arms = Vec::new();
    for variant in variants {
        let value = match &of_type.tag {
            Some(tag) => of_tagged_variant(of_type, tag, variant)?,
            None if are_names => plain(variant),
            None => of_chosen_variant(of_type, variant)?,
        };
        // What is found is one of the names: the last variant stands for the rest, so that no branch has to fail.
        let index = arms.len();
        let pattern = if index + 1 < variants.len() { quote!(#index) } else { quote!(_) };
        arms.push(quote!(#pattern => { #value }));
    }
    let read = read(&quote!(#found match #index { #(#arms)* }));
    Ok(quote! {
        const NAMES: &'static [&'static str] = &[#(#names),*];

        #read
    })
}

/// A variant that has nothing but its name.
fn plain(variant: &Variant) -> TokenStream {
    let name = &variant.ident;
    quote!(Self::#name)
}

/// Reads a variant whose name stands among its fields.
fn of_tagged_variant(of_type: &OfType, tag: &str, variant: &Variant) -> Result<TokenStream> {
    let name = &variant.ident;
    let fields = Told::all(&variant.fields, of_type.has_camel_case_fields)?;
    let opened = opened(&fields, Some(tag));
    let values = values(&fields)?;
    Ok(quote!(#opened Self::#name { #values }))
}

/// Reads a variant that is named outside: `"name"`, or `{"name": …}`.
fn of_chosen_variant(of_type: &OfType, variant: &Variant) -> Result<TokenStream> {
    let name = &variant.ident;
    match &variant.fields {
        Fields::Unit => Ok(quote!(choice.nothing(); Self::#name)),
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
            Ok(quote!(Self::#name(choice.value())))
        }
        fields => {
            let fields = Told::all(fields, of_type.has_camel_case_fields)?;
            let opened = opened(&fields, None);
            let values = values(&fields)?;
            Ok(quote!(let reader = &choice.record(); #opened Self::#name { #values }))
        }
    }
}

/// Looks an object up: its `fields` with these names, and the tag that a union has among them.
fn opened(fields: &[Told<'_>], tag: Option<&str>) -> TokenStream {
    let own = fields.iter().filter(|field| !field.of_field.is_flat);
    let names = own.clone().map(|field| &field.name);
    let tag = tag.into_iter();
    let aliases = own.flat_map(|field| {
        let index = field.index;
        field.of_field.aliases.iter().map(move |alias| quote!((#alias, #index)))
    });
    quote! {
        static SHAPE: crate::wire::Shape = crate::wire::Shape {
            names: &[#(#names,)* #(#tag,)*],
            aliases: &[#(#aliases),*],
        };
        let mut places = [0; SHAPE.names.len()];
        let fields = &reader.fields(&SHAPE, &mut places);
    }
}

/// The fields of a value, each as it is read.
fn values(fields: &[Told<'_>]) -> Result<TokenStream> {
    let values = fields.iter().map(Told::value).collect::<Result<Vec<_>>>()?;
    Ok(quote!(#(#values),*))
}

/// A field with what is told of it.
struct Told<'a> {
    ident: &'a Ident,
    of_field: OfField,
    /// Its name on the wire.
    name: String,
    /// Its place among the fields that are not flat.
    index: usize,
}

impl<'a> Told<'a> {
    fn all(fields: &'a Fields, is_camel_case: bool) -> Result<Vec<Self>> {
        let Fields::Named(named) = fields else {
            return Err(Error::new_spanned(fields, "`derive(Read)` wants fields with names"));
        };
        let mut index = 0;
        let mut told = Vec::new();
        for field in &named.named {
            let Some(ident) = &field.ident else { continue };
            let of_field = OfField::read(&field.attrs)?;
            let name = of_field.name(ident, is_camel_case);
            let own = index;
            index += usize::from(!of_field.is_flat);
            told.push(Self { ident, of_field, name, index: own });
        }
        Ok(told)
    }

    /// The field of a value that is made of its fields.
    fn value(&self) -> Result<TokenStream> {
        let Self { ident, of_field: OfField { missing, read_with, is_flat, .. }, index, .. } = self;
        let value = match (is_flat, read_with, missing) {
            (true, None, Missing::Own) => quote!(crate::wire::Read::read(reader)),
            (true, Some(read), Missing::Own) => quote!(#read(reader)),
            (false, None, Missing::Own) => quote!(fields.required(#index)),
            (false, None, Missing::Default) => quote!(fields.or_default(#index)),
            (false, read_with, Missing::From(value)) => {
                let read = match read_with {
                    Some(read) => quote!(#read),
                    None => quote!(crate::wire::Read::read),
                };
                quote! {
                    match fields.at(#index) {
                        Some(reader) => #read(&reader),
                        None => #value(),
                    }
                }
            }
            _ => return Err(self.unfit()),
        };
        Ok(quote!(#ident: #value))
    }

    /// Reads the field of a `value` that has all its defaults.
    fn update(&self) -> Result<TokenStream> {
        let Self { ident, of_field: OfField { missing, read_with, is_flat, .. }, index, .. } = self;
        match (is_flat, missing, read_with) {
            (false, Missing::Own, None) => Ok(quote!(fields.update(#index, &mut value.#ident);)),
            (false, Missing::Own, Some(read)) => Ok(quote! {
                if let Some(reader) = fields.at(#index) {
                    value.#ident = #read(&reader);
                }
            }),
            _ => Err(self.unfit()),
        }
    }

    fn unfit(&self) -> Error {
        Error::new_spanned(
            self.ident,
            "`derive(Read)` does not know these attributes of serde beside each other",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The message by which a type is refused.
    fn refused(input: &str) -> String {
        let input = syn::parse_str(input).expect("the type is Rust");
        implementation(&input).expect_err("it is refused").to_string()
    }

    fn code(input: &str) -> String {
        let input = syn::parse_str(input).expect("the type is Rust");
        implementation(&input).expect("it is read").to_string().replace(' ', "")
    }

    #[test]
    fn a_flat_field_can_be_read_by_a_function_of_its_own() {
        let event = code(
            "struct Event { #[serde(flatten, deserialize_with = \"known::deserialize\")] change: Change }",
        );
        assert!(event.contains("change:known::read(reader)"), "{event}");
    }

    #[test]
    fn what_serde_would_do_and_this_macro_does_not_is_refused() {
        for attribute in ["deny_unknown_fields", "untagged", "transparent", "from = \"u32\""] {
            let message = refused(&format!("#[serde({attribute})] struct Lead {{ id: u32 }}"));
            assert!(message.contains("does not know this attribute"), "{attribute}: {message}");
        }
        for attribute in ["skip", "with = \"own\"", "default, flatten", "borrow", "getter = \"id\""]
        {
            let message = refused(&format!("struct Lead {{ #[serde({attribute})] id: u32 }}"));
            assert!(
                message.contains("does not know these attribute")
                    || message.contains("does not know this"),
                "{attribute}: {message}"
            );
        }
        for attribute in ["other", "alias = \"first\"", "skip"] {
            let message = refused(&format!("enum Step {{ #[serde({attribute})] First }}"));
            assert!(message.contains("does not know this attribute"), "{attribute}: {message}");
        }
    }

    #[test]
    fn forms_that_no_type_of_the_core_has_are_refused() {
        assert!(refused("struct Id(u32);").contains("fields with names"));
        assert!(refused("enum Step { Both(u32, u32) }").contains("fields with names"));
        assert!(refused("#[serde(tag = \"type\")] enum Step { First }").contains("with names"));
        assert!(
            refused("#[serde(rename_all = \"kebab-case\")] struct Id {}").contains("camelCase")
        );
        assert!(refused("#[serde(default)] enum Step { First }").contains("no fields of its own"));
        let with =
            "struct Id { #[serde(default = \"one\", deserialize_with = \"upgraded\")] id: u32 }";
        assert!(refused(with).contains("a function `deserialize`"));
    }

    #[test]
    fn a_type_becomes_its_names_and_a_call_per_field() {
        let code = code(
            "#[serde(rename_all = \"camelCase\")]
             struct Lead<N> {
                 #[serde(alias = \"key\")] own_id: N,
                 #[serde(default, skip_serializing_if = \"Vec::is_empty\")] tags: Vec<N>,
                 #[serde(default = \"one\", deserialize_with = \"schema::deserialize\")] schema: u32,
             }",
        );
        for part in [
            "#[cfg(feature=\"wire\")]",
            "impl<N:crate::wire::Read>crate::wire::ReadforLead<N>",
            "names:&[\"ownId\",\"tags\",\"schema\",],aliases:&[(\"key\",0usize)]",
            "own_id:fields.required(0usize),tags:fields.or_default(1usize)",
            "Some(reader)=>schema::read(&reader),None=>one(),",
        ] {
            assert!(code.contains(part), "{part} is not in {code}");
        }
    }
}
