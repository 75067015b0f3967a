using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;

namespace Intake.Accounts.Imports;

/// <summary>Reads <c>{"companies": [...]}</c> company by company, never more of it than one.</summary>
internal static class JsonRows
{
    /// <summary>A company has at most so many bytes.</summary>
    public const int MaxRow = 256 * 1024;

    /// <summary>The companies as they stand there.</summary>
    /// <exception cref="JsonException">It is not JSON, or another document.</exception>
    public static async IAsyncEnumerable<JsonElement> ReadAsync(Stream body, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(body, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));
        var place = new Place();
        while (true)
        {
            var read = await pipe.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            while (place.Next(ref rest, read.IsCompleted) is { } company) yield return company;
            if (rest.Length > MaxRow) throw new JsonException("A company is too long.");
            pipe.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted) break;
        }
        await pipe.CompleteAsync();
        if (!place.IsAtEnd) throw new JsonException("There is no list of companies.");
    }

    // Where in the document the reading is.
    private sealed class Place
    {
        private JsonReaderState state;
        private bool inList, hadList;

        public bool IsAtEnd { get; private set; }

        // The next company; null when more must be read for it, or none is left.
        public JsonElement? Next(ref ReadOnlySequence<byte> rest, bool isFinal)
        {
            while (!IsAtEnd)
            {
                var reader = new Utf8JsonReader(rest, isFinal, state);
                var (moved, company) = inList ? InList(ref reader) : Outside(ref reader);
                if (!moved) return null;
                state = reader.CurrentState;
                rest = rest.Slice(reader.Position);
                if (company is not null) return company;
            }
            return null;
        }

        private (bool, JsonElement?) InList(ref Utf8JsonReader reader)
        {
            if (!reader.Read()) return (false, null);
            if (reader.TokenType != JsonTokenType.EndArray) return JsonElement.TryParseValue(ref reader, out var company) ? (true, company) : (false, null);
            inList = false;
            return (true, null);
        }

        private (bool, JsonElement?) Outside(ref Utf8JsonReader reader)
        {
            if (!reader.Read()) return (false, null);
            switch (reader.TokenType)
            {
                case JsonTokenType.EndObject:
                    IsAtEnd = hadList;
                    return IsAtEnd ? (true, null) : throw new JsonException("There is no list of companies.");
                case JsonTokenType.StartObject:
                    return (true, null);
                case JsonTokenType.PropertyName:
                    return Member(ref reader);
                default:
                    throw new JsonException("The document must be an object.");
            }
        }

        private (bool, JsonElement?) Member(ref Utf8JsonReader reader)
        {
            var isList = reader.ValueTextEquals("companies"u8);
            if (!isList) return (reader.Read() && reader.TrySkip(), null);
            if (!reader.Read()) return (false, null);
            if (reader.TokenType != JsonTokenType.StartArray || hadList) throw new JsonException("There must be one list of companies.");
            return (inList = hadList = true, null);
        }
    }
}
