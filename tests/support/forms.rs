//! The forms of a page, as a browser fills and sends them.

/// Names and values, in the order of the page.
#[derive(Clone, Debug)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    pub fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    /// Puts a value in the place of all that the field has.
    pub fn set(&mut self, name: &str, value: &str) {
        self.0.retain(|(known, _)| known != name);
        self.0.push((name.to_owned(), value.to_owned()));
    }

    pub fn with(mut self, changed: &[(&str, &str)]) -> Self {
        for (name, value) in changed {
            self.set(name, value);
        }
        self
    }

    /// Answers what a page asks in pairs of fields, such as `unknown` and `meaning`.
    pub fn answer(&mut self, asked: &str, answer: &str, say: impl Fn(&str, &str) -> String) {
        let mut question = String::new();
        for (name, value) in &mut self.0 {
            if name == asked {
                question.clone_from(value);
            } else if name == answer {
                *value = say(&question, value);
            }
        }
    }
}

/// What the first form of a page that is posted to a path holds.
pub fn form(page: &str, path: &str) -> Fields {
    let mut rest = page;
    while let Some((_, form)) = rest.split_once("<form ") {
        let (tag, inner) = form.split_once('>').unwrap();
        let (inner, after) = inner.split_once("</form>").unwrap();
        let posted = attribute(tag, "method").as_deref() == Some("post");
        if posted && attribute(tag, "action").as_deref() == Some(path) {
            return fields(inner);
        }
        rest = after;
    }
    panic!("no form to {path}: {page}")
}

fn fields(form: &str) -> Fields {
    let mut found = Vec::new();
    let mut rest = form;
    while let Some((_, start)) = rest.split_once('<') {
        let (tag, after) = start.split_once('>').unwrap_or((start, ""));
        rest = after;
        let (kind, attributes) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        let Some(name) = attribute(attributes, "name") else { continue };
        match kind {
            "input" => {
                let kind = attribute(attributes, "type").unwrap_or_default();
                let chosen = attributes.ends_with(" checked") || attributes.contains(" checked ");
                let sent = match kind.as_str() {
                    "file" | "submit" => false,
                    "checkbox" | "radio" => chosen,
                    _ => true,
                };
                if sent {
                    found.push((name, attribute(attributes, "value").unwrap_or_default()));
                }
            }
            "textarea" => {
                let (text, after) = after.split_once("</textarea>").unwrap();
                found.push((name, unescaped(text)));
                rest = after;
            }
            "select" => {
                let (options, after) = after.split_once("</select>").unwrap();
                found.push((name, chosen(options)));
                rest = after;
            }
            _ => {}
        }
    }
    Fields(found)
}

/// The option that is selected, or the first.
fn chosen(options: &str) -> String {
    let tags = options.split("<option").skip(1);
    let tags: Vec<_> = tags.filter_map(|option| option.split('>').next()).collect();
    let selected = tags.iter().find(|tag| tag.ends_with(" selected"));
    let tag = selected.or(tags.first());
    tag.and_then(|tag| attribute(tag, "value")).unwrap_or_default()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let tag = format!(" {tag}");
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next().map(unescaped)
}

fn unescaped(text: &str) -> String {
    let pairs = [("&quot;", "\""), ("&#x27;", "'"), ("&#x2F;", "/"), ("&lt;", "<"), ("&gt;", ">")];
    let text = pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    text.replace("&amp;", "&")
}
