export { CatalogueLoading as default } from "@/components/integrations/catalogue-view";
