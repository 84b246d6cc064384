export { TabLoading as default } from "@/components/endpoints/endpoint-loading";
