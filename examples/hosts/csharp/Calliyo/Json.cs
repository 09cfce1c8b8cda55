using System.IO;
using System.Linq;
using System.Runtime.Serialization.Json;
using System.Xml;
using System.Xml.Linq;

namespace Calliyo
{
    /// <summary>
    /// JSON as XML, the way of <see cref="JsonReaderWriterFactory"/>: a field is an element of its name, an item of an
    /// array is an element <c>item</c>, and the attribute <c>type</c> says what it is. A host with a JSON library of
    /// its own needs none of it, and uses <see cref="Engine.Answer"/>.
    /// </summary>
    public static class Json
    {
        /// <summary>Reads a JSON text in UTF-8.</summary>
        public static XElement Read(byte[] text)
        {
            using (XmlReader reader = JsonReaderWriterFactory.CreateJsonReader(text, XmlDictionaryReaderQuotas.Max))
            {
                return XElement.Load(reader);
            }
        }

        /// <summary>Writes a value as JSON text in UTF-8.</summary>
        public static byte[] Write(XElement value)
        {
            XElement root = Named("root", value);
            foreach (XElement none in root.DescendantsAndSelf().Where(own => (string)own.Attribute("type") == "null"))
            {
                // It was read with an empty text, which the writer does not take back.
                none.RemoveNodes();
            }
            var text = new MemoryStream();
            using (XmlWriter writer = JsonReaderWriterFactory.CreateJsonWriter(text))
            {
                root.WriteTo(writer);
            }
            return text.ToArray();
        }

        /// <summary>Makes an object of fields.</summary>
        public static XElement Object(params XElement[] fields)
        {
            return new XElement("root", new XAttribute("type", "object"), fields);
        }

        /// <summary>A value under another name.</summary>
        public static XElement Named(string name, XElement value)
        {
            return new XElement(name, value.Attributes(), value.Nodes());
        }
    }
}
