//! What is made from the JSON Schema of the operations for TypeScript: an interface per record, a union per choice, and
//! the operations as methods.

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    fmt::Write as _,
};

use calliyo_core::wire::{OPERATIONS, Operation, schemas};
use serde_json::{Map, Value};

const HEAD: &str = "\
// Written by `cargo xtask schema` from the requests and responses of calliyo-core; do not edit.

import type { Code, Diagnostic } from \"./codes.js\";

export type { Code, Diagnostic };
";

/// Definitions that stand in `codes.d.ts`, where a code tells its parameters.
const OF_CODES: [&str; 3] = ["Code", "Diagnostic", "Param"];

const DEFINITIONS: &str = "#/$defs/";

/// The width that comments are wrapped at.
const WIDTH: usize = 110;

/// The width that a default may have to stand in a comment.
const DEFAULT_WIDTH: usize = 60;

type Fields = Map<String, Value>;

/// The types of all requests and responses, and of the operations.
pub(crate) fn types() -> Result<String, Box<dyn Error>> {
    let schema = schemas().to_value();
    let operations = schema.get("properties").ok_or("a schema without operations")?;
    let definitions = fields_of(&schema, "$defs")?;
    let mut declarations = Declarations {
        definitions,
        taken: taken(operations, definitions),
        is_taken: false,
        texts: BTreeMap::new(),
    };
    let mut wanted = BTreeSet::from(["Failure"]);
    wanted.extend(named_in(operations));
    let mut declared = BTreeSet::from(OF_CODES);
    while let Some(name) = wanted.pop_first() {
        if declared.insert(name) {
            let definition = definitions.get(name).ok_or("a name that nothing has")?;
            declarations.declare(name, definition)?;
            wanted.extend(named_in(definition));
        }
    }
    // A list that an operation answers belongs to who asked.
    declarations.is_taken = false;
    let mut text = HEAD.to_owned() + &operations_of(operations, &declarations)? + ANSWERS;
    for declaration in declarations.texts.values() {
        text += "\n";
        text += declaration;
    }
    Ok(text)
}

/// The names of the definitions that requests are made of, some of which answers are made of as well.
fn taken<'v>(operations: &'v Value, definitions: &'v Fields) -> BTreeSet<&'v str> {
    let shapes = operations.as_object().into_iter().flat_map(Fields::values);
    let requests = shapes.filter_map(|shape| shape.pointer("/properties/request"));
    let mut wanted: Vec<_> = requests.flat_map(named_in).collect();
    let mut taken = BTreeSet::new();
    while let Some(name) = wanted.pop() {
        if taken.insert(name) {
            wanted.extend(definitions.get(name).into_iter().flat_map(named_in));
        }
    }
    taken
}

/// The names of the definitions that a schema refers to.
fn named_in(schema: &Value) -> Vec<&str> {
    match schema {
        Value::Array(items) => items.iter().flat_map(named_in).collect(),
        Value::Object(fields) => {
            let own = fields.get("$ref").and_then(Value::as_str);
            let own = own.and_then(|target| target.strip_prefix(DEFINITIONS));
            own.into_iter().chain(fields.values().flat_map(named_in)).collect()
        }
        _ => Vec::new(),
    }
}

/// The operations as the methods of two interfaces.
fn operations_of(
    operations: &Value,
    declarations: &Declarations<'_>,
) -> Result<String, Box<dyn Error>> {
    let methods = |needs_engine| {
        let listed = OPERATIONS.iter().filter(|own| own.needs_engine() == needs_engine);
        listed.map(|own| method(own, operations, declarations)).collect::<Result<String, _>>()
    };
    let interface = |name: &str, about: &str, needs_engine| -> Result<_, Box<dyn Error>> {
        let told = comment(&format!("{about}\n\n{THROWS}"), 0);
        Ok(format!("\n{told}export interface {name} {{\n{}}}\n", methods(needs_engine)?))
    };
    let free = interface("FreeOperations", FREE, false)?;
    Ok(free + &interface("EngineOperations extends FreeOperations", ALL, true)?)
}

const FREE: &str = "The operations that need no engine: they are asked before there is a policy.";
const ALL: &str = "Every operation, as an engine is asked: by the rules of its policy.";
const THROWS: &str =
    "Each throws a `CalliyoError` with every finding, where the answer is a failure.";

const ANSWERS: &str = "
/** The name of an operation. */
export type OperationName = keyof EngineOperations;

/** The request of an operation. */
export type RequestOf<Name extends OperationName> = Exclude<
  Parameters<EngineOperations[Name]>[0],
  undefined
>;

/** What an operation answers, as the `result` of a success. */
export type ResponseOf<Name extends OperationName> = ReturnType<EngineOperations[Name]>;

/** An object with exactly one of the fields: that which is not `undefined` tells what it is. */
export type OneOf<Choices> = {
  [Key in keyof Choices]: Pick<Choices, Key> & { [Other in Exclude<keyof Choices, Key>]?: never };
}[keyof Choices];

/** What a request that can be answered gets. */
export interface Success<Result> {
  /** Which answer it is. */
  type: \"success\";
  /** What was asked for. */
  result: Result;
}

/** The answer to an operation that is asked with text. */
export type AnswerOf<Name extends OperationName> = Success<ResponseOf<Name>> | Failure;
";

fn method(
    operation: &Operation,
    operations: &Value,
    declarations: &Declarations<'_>,
) -> Result<String, Box<dyn Error>> {
    let about = operation.about;
    let shape = operations.get(about.name).ok_or("an operation without a schema")?;
    let shapes = fields_of(shape, "properties")?;
    let side = |side| shapes.get(side).ok_or(format!("{} has no {side}", about.name));
    let request = declarations.type_of(side("request")?)?;
    // A request that needs nothing may be left out.
    let own = declarations.definitions.get(&request);
    let mark = if own.is_some_and(|own| required_of(own).is_empty()) { "?" } else { "" };
    let response = declarations.type_of(side("response")?)?;
    let rules = match about.rules {
        [] => String::new(),
        [rule] => format!("Rule {rule}. "),
        rules => format!("Rules {}. ", rules.join(", ")),
    };
    let told = format!("{}.\n\n{rules}Since {}.", capitalized(about.summary), about.since);
    Ok(format!("{}  {}(request{mark}: {request}): {response};\n", comment(&told, 1), about.name))
}

/// A field of a record.
#[derive(Debug)]
struct Field<'v> {
    name: &'v str,
    schema: &'v Value,
    required: bool,
}

/// The declarations that are made from the definitions of a schema.
#[derive(Debug)]
struct Declarations<'a> {
    definitions: &'a Fields,
    /// The names of those that requests are made of.
    taken: BTreeSet<&'a str>,
    /// Whether the one that is being made is among them: its lists are only read, and what may be in it is all there is.
    is_taken: bool,
    /// The text of each, by name.
    texts: BTreeMap<String, String>,
}

impl Declarations<'_> {
    fn declare(&mut self, name: &str, definition: &Value) -> Result<(), Box<dyn Error>> {
        self.is_taken = self.taken.contains(name);
        let body = if definition.get("oneOf").is_some() {
            self.union(name, definition)?
        } else if is_record(definition) {
            self.interface(name, definition, None)?
        } else {
            let own = self.type_of(definition)?;
            let gap = if own.starts_with('\n') { "" } else { " " };
            format!("export type {name} ={gap}{own};\n")
        };
        let mut told = described(definition, name)?.to_owned();
        if is_keyed(definition) {
            told += "\n\nAn object with exactly one field, which names what it is.";
        }
        if let Some(twin) = self.twin_of(name) {
            told += &format!("\n\nAs it goes in; what comes out is {{@link {twin}}}.");
        }
        self.add(name, comment(&told, 0) + &body)
    }

    /// The name of what comes out, where other fields or fewer may go in.
    fn twin_of<'n>(&self, name: &'n str) -> Option<&'n str> {
        name.strip_suffix("Input").filter(|twin| self.definitions.contains_key(*twin))
    }

    /// Adds a declaration, whose name may not be taken.
    fn add(&mut self, name: &str, text: String) -> Result<(), Box<dyn Error>> {
        match self.texts.insert(name.to_owned(), text) {
            Some(_) => Err(format!("two types would have the name {name}").into()),
            None => Ok(()),
        }
    }

    /// An interface with all fields of a record, and those of another that it extends.
    fn interface(
        &self,
        name: &str,
        record: &Value,
        base: Option<&str>,
    ) -> Result<String, Box<dyn Error>> {
        let fields = self.in_order(name, record);
        if fields.is_empty() && base.is_none() {
            return Ok(format!("export type {name} = Record<string, never>;\n"));
        }
        let base = base.map(|own| format!(" extends {own}")).unwrap_or_default();
        let mut text = format!("export interface {name}{base} {{\n");
        for Field { name: field, schema, required } in fields {
            let told = match schema.get("const") {
                Some(_) => "Which kind it is.",
                None => described(schema, &format!("{name}.{field}"))?,
            };
            let own = self.type_of(schema)?;
            if required {
                text += &comment(told, 1);
                let _ = writeln!(text, "  {field}: {own};");
            } else {
                // What is `undefined` is left out of the text that a request becomes.
                text += &comment(&format!("{told}{}", default_of(schema)), 1);
                let _ = writeln!(text, "  {field}?: {own} | undefined;");
            }
        }
        Ok(text + "}\n")
    }

    /// The fields of a record: in the order of answers, which have all of them; the others behind, by name.
    fn in_order<'v>(&self, name: &str, record: &'v Value) -> Vec<Field<'v>> {
        let own = required_of(record);
        let twin = self.twin_of(name).and_then(|twin| self.definitions.get(twin));
        let order = twin.map(required_of).unwrap_or_default();
        let place = |field: &Field<'_>| {
            let of = |names: &[&str]| names.iter().position(|name| *name == field.name);
            of(&order).or_else(|| of(&own)).unwrap_or(usize::MAX)
        };
        let listed = record.get("properties").and_then(Value::as_object).into_iter().flatten();
        let mut fields: Vec<_> = listed
            .map(|(name, schema)| Field { name, schema, required: own.contains(&name.as_str()) })
            .collect();
        fields.sort_by_key(place);
        fields
    }

    /// A choice: of names, of records told apart by their `type`, or of objects with one field, which names what it is.
    fn union(&mut self, name: &str, definition: &Value) -> Result<String, Box<dyn Error>> {
        let base = format!("{name}Fields");
        let base = definition.get("properties").map(|_| base.as_str());
        if let Some(base) = base {
            let told = comment(&format!("The fields that every {name} has."), 0);
            self.add(base, told + &self.interface(base, definition, None)?)?;
        }
        let mut listed = Vec::new();
        let mut choices = String::new();
        for (place, variant) in list_of(definition, "oneOf")?.iter().enumerate() {
            let told = described(variant, name)?;
            if variant.get("const").is_some() {
                listed.push(comment(told, 1) + "  | " + &self.type_of(variant)?);
            } else if let Some(tag) = tag_of(variant) {
                let own = self.tagged(&variant_name(tag, name), variant, base)?;
                listed.push(comment(told, 1) + "  | " + &own);
            } else {
                let (key, own) = self.keyed(name, place, variant)?;
                if self.is_taken {
                    choices += &format!("{}  {key}: {own};\n", comment(told, 1));
                } else {
                    listed.push(format!("  | {{\n{}      {key}: {own};\n    }}", comment(told, 3)));
                }
            }
        }
        if !choices.is_empty() {
            let of = format!("{name}Choices");
            let own = format!("OneOf<{of}>");
            listed.push(if listed.is_empty() { format!("  {own}") } else { format!("  | {own}") });
            let told =
                comment(&format!("What a {name} can be; it has exactly one of the fields."), 0);
            self.add(&of, format!("{told}export interface {of} {{\n{choices}}}\n"))?;
        }
        Ok(format!("export type {name} =\n{};\n", listed.join("\n")))
    }

    /// A variant with a `type` beside its fields: an interface of its own.
    fn tagged(
        &mut self,
        name: &str,
        variant: &Value,
        base: Option<&str>,
    ) -> Result<String, Box<dyn Error>> {
        let told = comment(described(variant, name)?, 0);
        self.add(name, told + &self.interface(name, variant, base)?)?;
        Ok(name.to_owned())
    }

    /// A variant of one field: the field, and what it takes, which is an interface of its own unless it has a name.
    fn keyed(
        &mut self,
        union: &str,
        place: usize,
        variant: &Value,
    ) -> Result<(String, String), Box<dyn Error>> {
        let mut fields = fields_of(variant, "properties")?.iter();
        let (Some((key, taken)), None) = (fields.next(), fields.next()) else {
            return Err(format!("a variant of {union} has no type and several fields").into());
        };
        if !is_record(taken) {
            return Ok((key.clone(), self.type_of(taken)?));
        }
        let twin = self.twin_of(union).filter(|twin| {
            let variants = self.definitions.get(*twin).and_then(|own| own.get("oneOf"));
            variants.and_then(|own| own.get(place)) == Some(variant)
        });
        // Where answers have the same variant, it has its name from there.
        let name = variant_name(key, twin.unwrap_or(union));
        if twin.is_none() {
            let told = comment(&format!("What `{key}` of a {union} takes."), 0);
            self.add(&name, told + &self.interface(&name, taken, None)?)?;
        }
        Ok((key.clone(), name))
    }

    /// The type of a value.
    fn type_of(&self, schema: &Value) -> Result<String, Box<dyn Error>> {
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            let name = target.strip_prefix(DEFINITIONS).ok_or("a reference to elsewhere")?;
            return Ok(name.to_owned());
        }
        if let Some(value) = schema.get("const") {
            return Ok(value.to_string());
        }
        if schema.get("enum").is_some() {
            let names = list_of(schema, "enum")?.iter();
            return Ok(names.map(|own| format!("\n  | {own}")).collect());
        }
        if schema.get("anyOf").is_some() {
            let types: Result<Vec<_>, _> =
                list_of(schema, "anyOf")?.iter().map(|own| self.type_of(own)).collect();
            return Ok(either(types?.into_iter()));
        }
        match schema.get("type") {
            Some(Value::String(kind)) => self.of_kind(kind, schema),
            Some(Value::Array(kinds)) => {
                let types: Result<Vec<_>, _> = kinds
                    .iter()
                    .filter_map(Value::as_str)
                    .map(|kind| self.of_kind(kind, schema))
                    .collect();
                Ok(either(types?.into_iter()))
            }
            // A stored document of any schema is the one value that is described nowhere.
            None if schema
                .as_object()
                .is_some_and(|own| own.keys().all(|key| key == "description")) =>
            {
                Ok("unknown".to_owned())
            }
            _ => Err(format!("no type for {schema}").into()),
        }
    }

    fn of_kind(&self, kind: &str, schema: &Value) -> Result<String, Box<dyn Error>> {
        Ok(match kind {
            "string" => "string".to_owned(),
            "integer" => "number".to_owned(),
            "boolean" => "boolean".to_owned(),
            "null" => "null".to_owned(),
            "array" => {
                let item = self.type_of(schema.get("items").ok_or("a list of what?")?)?;
                let item = if item.contains(' ') { format!("({item})") } else { item };
                let list = match schema.get("minItems").and_then(Value::as_u64) {
                    Some(1) => format!("[{item}, ...{item}[]]"),
                    _ => format!("{item}[]"),
                };
                if self.is_taken { format!("readonly {list}") } else { list }
            }
            "object" => {
                let same = |own: &&String| {
                    self.definitions[*own].get("properties") == schema.get("properties")
                };
                let name = self.definitions.keys().find(same);
                name.ok_or_else(|| format!("an object without a name: {schema}"))?.clone()
            }
            _ => return Err(format!("no type for {kind}").into()),
        })
    }
}

/// Whether the definition is one of objects with certain fields.
fn is_record(definition: &Value) -> bool {
    definition.get("type").is_some_and(|kind| kind == "object")
}

/// What tells a variant apart by its `type`.
fn tag_of(variant: &Value) -> Option<&str> {
    variant.pointer("/properties/type/const").and_then(Value::as_str)
}

/// Whether the definition is a union of objects with one field.
fn is_keyed(definition: &Value) -> bool {
    let variants = definition.get("oneOf").and_then(Value::as_array);
    variants.is_some_and(|own| {
        own.iter().all(|variant| is_record(variant) && tag_of(variant).is_none())
    })
}

/// The name of a variant of a union: `lead.created` of `Event` is a `LeadCreatedEvent`.
fn variant_name(tag: &str, union: &str) -> String {
    tag.split(['.', '_']).map(capitalized).collect::<String>() + union
}

/// The types joined as one, each once.
fn either(types: impl Iterator<Item = String>) -> String {
    let mut listed: Vec<String> = Vec::new();
    for own in types {
        if !listed.contains(&own) {
            listed.push(own);
        }
    }
    listed.join(" | ")
}

/// What a schema is described by.
fn described<'v>(schema: &'v Value, name: &str) -> Result<&'v str, Box<dyn Error>> {
    let told = schema.get("description").and_then(Value::as_str);
    told.ok_or_else(|| format!("{name} has no description").into())
}

/// What a field that is left out counts as, where that is short and not merely nothing.
fn default_of(schema: &Value) -> String {
    let default = schema.get("default").filter(|own| !own.is_null()).map(Value::to_string);
    let short = default.filter(|own| own.len() <= DEFAULT_WIDTH);
    short.map(|own| format!("\n\n@defaultValue `{own}`")).unwrap_or_default()
}

/// The text as a comment of documentation, so many levels deep.
fn comment(told: &str, level: usize) -> String {
    let indent = "  ".repeat(level);
    let told = told.replace("*/", "*\\/");
    let mut lines = Vec::new();
    for paragraph in told.split("\n\n") {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let mut line = String::new();
        for word in words_of(paragraph) {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
                lines.push(line);
                line = String::new();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line += &word;
        }
        lines.push(line);
    }
    match lines.as_slice() {
        [line] => format!("{indent}/** {line} */\n"),
        lines => {
            let rows: String = lines
                .iter()
                .map(|line| format!("{indent} * {line}").trim_end().to_owned() + "\n")
                .collect();
            format!("{indent}/**\n{rows}{indent} */\n")
        }
    }
}

/// The words of a text; what stands between two backticks counts as one.
fn words_of(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match words.last_mut() {
            Some(last) if last.matches('`').count() % 2 == 1 => {
                last.push(' ');
                last.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

/// The names of the fields that a record must have.
fn required_of(record: &Value) -> Vec<&str> {
    let names = record.get("required").and_then(Value::as_array);
    names.into_iter().flatten().filter_map(Value::as_str).collect()
}

fn fields_of<'v>(schema: &'v Value, key: &str) -> Result<&'v Fields, Box<dyn Error>> {
    let fields = schema.get(key).and_then(Value::as_object);
    fields.ok_or_else(|| format!("no {key} in {schema}").into())
}

fn list_of<'v>(schema: &'v Value, key: &str) -> Result<&'v [Value], Box<dyn Error>> {
    let items = schema.get(key).and_then(Value::as_array);
    items.map(Vec::as_slice).ok_or_else(|| format!("no {key} in {schema}").into())
}

fn capitalized(text: &str) -> String {
    let letters = text.char_indices();
    letters.map(|(at, own)| if at == 0 { own.to_ascii_uppercase() } else { own }).collect()
}
