namespace Intake.Tests.Storage;

public sealed class QueueDoubleTests() : QueueConformance(StorageSubject.OfDouble());

public sealed class QueueDeliveryDoubleTests() : QueueDeliveryConformance(StorageSubject.OfDouble());

public sealed class TableDoubleTests() : TableConformance(StorageSubject.OfDouble());

public sealed class EntityDoubleTests() : EntityConformance(StorageSubject.OfDouble());

public sealed class TableQueryDoubleTests() : TableQueryConformance(StorageSubject.OfDouble());

public sealed class TransactionDoubleTests() : TransactionConformance(StorageSubject.OfDouble());

public sealed class BlobDoubleTests() : BlobConformance(StorageSubject.OfDouble());

public sealed class AzureDoubleTests() : AzureConformance(StorageSubject.OfDouble());
